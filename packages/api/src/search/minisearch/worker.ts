import { parentPort } from 'node:worker_threads'
import { createCatalogue } from './catalogue.ts'
import type { Call, Calls, Reply } from './protocol.ts'

let current = createCatalogue()
let next: { catalogue: typeof current; touched: Set<string> } | null = null

const calls: Calls = {
  upsert(documents) {
    for (const document of documents) {
      current.put(document)
      next?.catalogue.put(document)
      next?.touched.add(document.id)
    }
  },
  remove(ids) {
    for (const id of ids) {
      current.remove(id)
      next?.catalogue.remove(id)
      next?.touched.add(id)
    }
  },
  search: (query) => current.search(query),
  count: () => current.count(),
  beginRebuild() {
    next = { catalogue: createCatalogue(), touched: new Set() }
  },
  /** What changed since the rebuild began is newer than what was read for it. */
  addToRebuild(documents) {
    for (const document of documents) if (!next?.touched.has(document.id)) next?.catalogue.put(document)
  },
  finishRebuild() {
    if (next) current = next.catalogue
    next = null
  },
}

parentPort?.on('message', ({ id, name, input }: Call) => {
  let reply: Reply
  try {
    reply = { id, result: calls[name](input as never) }
  } catch (error) {
    reply = { id, error: String(error) }
  }
  parentPort?.postMessage(reply)
})
