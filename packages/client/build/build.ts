import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { writeDeclarations } from './declarations.ts'
import { PACKAGE } from './program.ts'

/** Writes `dist`: what the package is published with. */
const dist = join(PACKAGE, 'dist')
await rm(dist, { recursive: true, force: true })
await mkdir(dist)
// tRPC's client comes with it: as a dependency it would bring TypeScript and the server's half along, 35 MB.
const bundle = await rolldown({
  input: join(PACKAGE, 'src/index.ts'),
  platform: 'neutral',
  treeshake: { moduleSideEffects: false },
})
// What only Node needs is loaded there alone.
await bundle.write({ dir: dist, format: 'esm', entryFileNames: 'index.js', chunkFileNames: 'eventsource.js' })
await copyFile(join(PACKAGE, 'node_modules/@trpc/client/LICENSE'), join(dist, 'LICENSE.trpc'))
await copyFile(join(PACKAGE, 'node_modules/eventsource/LICENSE'), join(dist, 'LICENSE.eventsource'))
await writeFile(join(dist, 'index.d.ts'), writeDeclarations())
