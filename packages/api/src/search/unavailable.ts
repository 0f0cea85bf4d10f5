/** The engine can't answer now: it is down, too slow, or loading again. */
export class SearchUnavailable extends Error {
  override name = 'SearchUnavailable'
}
