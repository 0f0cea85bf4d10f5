import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './paths.ts'

const run = promisify(execFile)
const PNPM = ['--yes', 'pnpm@12.21.0']

/** The compilers that are here: the newest, and the last one written in JavaScript. */
export const COMPILERS = { 'TypeScript 7': 'node_modules', 'TypeScript 6': 'packages/client/node_modules' }

/** A folder of somebody else's, with `@carillon/client` installed from its tarball and its examples beside. */
export class Outside {
  readonly folder: string
  readonly installed: string

  private constructor(folder: string) {
    this.folder = folder
    this.installed = join(folder, 'node_modules/@carillon/client')
  }

  static async install(): Promise<Outside> {
    const outside = new Outside(await mkdtemp(join(tmpdir(), 'carillon-client-')))
    try {
      await outside.#install()
      return outside
    } catch (error) {
      await outside.remove()
      throw error
    }
  }

  async #install(): Promise<void> {
    const packed = join(this.folder, 'packed')
    await mkdir(packed)
    await run('npx', [...PNPM, '--filter', '@carillon/client', 'pack', '--pack-destination', packed], { cwd: ROOT })
    const [tarball = ''] = await readdir(packed)
    await this.write('package.json', JSON.stringify({ private: true, type: 'module' }))
    // Offline: that it needs nothing but itself is the point.
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(packed, tarball)], { cwd: this.folder })
    await cp(join(this.installed, 'examples'), this.folder, { recursive: true })
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.folder, name), text)
  }

  /** A file of the package. */
  read(name: string): Promise<string> {
    return readFile(join(this.installed, name), 'utf8')
  }

  /** Each program that a text shows, as a file of its own; resolves with their names. */
  async writeBlocks(name: string): Promise<string[]> {
    const blocks = [...(await this.read(name)).matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = '']) => code)
    const files = blocks.map((_, index) => `shown-${index + 1}.ts`)
    await Promise.all(files.map((file, index) => this.write(file, blocks[index]!)))
    return files
  }

  /** What a compiler has to say of the given files; nothing, when all is well. */
  async typecheck(
    compiler: keyof typeof COMPILERS,
    options: Record<string, unknown>,
    files: string[],
  ): Promise<string> {
    const compilerOptions = {
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      ...options,
    }
    await this.write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
    const tsc = join(ROOT, COMPILERS[compiler], 'typescript/bin/tsc')
    return run(process.execPath, [tsc, '-p', '.'], { cwd: this.folder }).then(
      () => '',
      (failure: { stdout: string }) => failure.stdout,
    )
  }

  /** Runs an example as its reader would; resolves with what it printed, rejects when it failed. */
  async example(name: string, args: string[], env: Record<string, string>): Promise<string> {
    const options = { cwd: this.folder, env: { PATH: process.env.PATH, ...env } }
    const { stdout } = await run(process.execPath, [`${name}.ts`, ...args], options)
    return stdout
  }

  /** Runs a program that goes on, and hears what it prints. */
  listen(args: string[]) {
    const child = spawn(process.execPath, args, { cwd: this.folder, env: { PATH: process.env.PATH }, stdio: 'pipe' })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    return {
      lines: () => out.split('\n'),
      stop: () => void child.kill(),
      says: (words: string) =>
        new Promise<void>((resolve, reject) => {
          const look = () => out.includes(words) && resolve()
          child.stdout.on('data', look)
          const ended = () => reject(new Error(`ended: ${out}${err}`))
          child.once('exit', ended)
          if (child.exitCode !== null) ended()
          look()
        }),
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}
