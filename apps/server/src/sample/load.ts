import type { Actor, Core } from '@carillon/api'
export async function loadSample(_core: Core, _actor: Actor): Promise<void> {}
