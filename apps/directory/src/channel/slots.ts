/**
 * The channel page is built once in each language, with places left open: its head, its profile, the channel as data
 * for the island, and the handle in links. Whoever serves it fills them.
 */
export const SHELL_HEAD = { start: '<!--channel-head-->', end: '<!--/channel-head-->' }
export const SHELL_PROFILE = { start: '<!--channel-profile-->', end: '<!--/channel-profile-->' }
export const SHELL_DATA = { start: '<script type="application/json" id="channel-data">', end: '</script>' }
/** No handle starts with a digit. */
export const SHELL_HANDLE = '0handle'
