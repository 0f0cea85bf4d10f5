import autocannon from 'autocannon'

/** Requests a second that a URL answers with 200, over so many connections for so many seconds. */
export async function requestsPerSecond(url: string, connections: number, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, timeout: 10 })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 200, ${result.errors} errors`)
  }
  return result['2xx'] / result.duration
}
