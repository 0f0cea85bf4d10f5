export const en = {}

export type Console = typeof en
