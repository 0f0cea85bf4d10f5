/** A reader at an address of their own, of an instance that trusts this machine as its proxy. */
export class Reader {
  static #last = 0
  readonly #url: string
  readonly #address = `203.0.113.${(Reader.#last += 1)}`
  #cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async send(procedure: string, input: object): Promise<void> {
    const answer = await fetch(`${this.#url}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        origin: this.#url,
        cookie: this.#cookie,
        'x-forwarded-for': this.#address,
      },
      body: JSON.stringify(input),
    })
    if (!answer.ok) throw new Error(`${procedure} was answered ${answer.status}: ${await answer.text()}`)
    await answer.body?.cancel()
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie
  }
}
