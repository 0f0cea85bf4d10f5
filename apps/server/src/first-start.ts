import { commandContext, type Core } from '@carillon/api'
import { awaitsSetUp, createOperator, createSetUpLink, isEmpty } from '@carillon/api/commands'
import { randomBytes } from 'node:crypto'

const OPERATOR = 'operator@carillon.example'

/**
 * An instance that nobody has an account on gets a sample to try, or a link by which its operator sets it up. One that
 * was begun empty stays so: it gets a fresh link until somebody has used one.
 */
export async function fillEmptyInstance(core: Core, sample: boolean): Promise<void> {
  if (!(await isEmpty(core))) return
  const ctx = commandContext(core)
  if (!sample || (await awaitsSetUp(core))) {
    process.stdout.write(`\n  Set this instance up (the link works once):\n\n    ${await createSetUpLink(ctx)}\n`)
    return
  }
  const password = randomBytes(12).toString('base64url')
  const { actor } = await createOperator(ctx, OPERATOR, password)
  process.stdout.write(
    `\n  A sample instance is being loaded. Its operator (shown this once):\n\n    ${OPERATOR}  ${password}\n`,
  )
  // Drawing its pictures takes memory that a server without them shouldn't hold.
  const { loadSample } = await import('./sample/load.ts')
  await loadSample(core, actor)
}
