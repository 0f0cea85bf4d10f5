/** Where files go, and whose they are: the API's address, the headers that say who asks, the channel. */
export type Desk = { url: string; headers: Record<string, string>; handle: string }

/** Sends a photo in one piece. */
export function sendPhoto({ url, headers, handle }: Desk, bytes: Uint8Array): Promise<Response> {
  const body = new Uint8Array(bytes)
  return fetch(`${url}/uploads/photo?handle=${handle}`, { method: 'POST', headers, body })
}

/** Sends any other file as a tus client does; answers how finishing went, or what was refused before. */
export async function sendFile(desk: Desk, kind: string, bytes: Uint8Array): Promise<Response> {
  const { url, handle } = desk
  const headers = { ...desk.headers, 'tus-resumable': '1.0.0' }
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const about = `handle ${base64(handle)},kind ${base64(kind)}`
  const begin = { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': about }
  const begun = await fetch(`${url}/uploads/files`, { method: 'POST', headers: begin })
  if (begun.status !== 201) return begun
  const file = `${url}/uploads/files/${begun.headers.get('location')!.split('/').at(-1)}`
  const patch = { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const sent = await fetch(file, { method: 'PATCH', headers: patch, body: new Uint8Array(bytes) })
  return sent.status === 204 ? fetch(`${file}/finish`, { method: 'POST', headers }) : sent
}
