import type { Person, Stage, StageChannel } from './stage.ts'

/** What a tus client does, step by step. */
export function uploader(stage: Stage, person: Person, channel: StageChannel) {
  const send = (method: string, path: string, more: Record<string, string> = {}, body?: Uint8Array) => {
    const headers = stage.headersOf(person, channel)
    for (const [name, value] of Object.entries({ 'tus-resumable': '1.0.0', ...more })) headers.set(name, value)
    return stage.app.request(`/api/uploads/files${path}`, {
      method,
      headers,
      body: (body as Uint8Array<ArrayBuffer>) ?? null,
    })
  }
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const begin = (kind: string, size: number, more: Record<string, string> = {}) =>
    send('POST', '', {
      'upload-length': String(size),
      'upload-metadata': `handle ${base64(channel.handle)},kind ${base64(kind)},filename ${base64('secret name.mp4')}`,
      ...more,
    })
  const patch = (id: string, offset: number, bytes: Uint8Array) =>
    send(
      'PATCH',
      `/${id}`,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      bytes,
    )
  const finish = (id: string) => send('POST', `/${id}/finish`)

  /** All of it at once; answers what finishing answered. */
  async function upload(kind: string, bytes: Uint8Array): Promise<Response> {
    const begun = await begin(kind, bytes.length)
    if (begun.status !== 201) return begun
    const id = idOf(begun)
    const sent = await patch(id, 0, bytes)
    return sent.status === 204 ? finish(id) : sent
  }
  return { send, begin, patch, finish, upload }
}

export const idOf = (begun: Response) => begun.headers.get('location')!.split('/').at(-1)!
export const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code
