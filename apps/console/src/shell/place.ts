/** A place within the console, as links and `navigate` name it; the address has the console's own place before it. */
export const placeOf = (pathname: string) => pathname.replace(/^\/console(?=\/|$)/, '') || '/'
