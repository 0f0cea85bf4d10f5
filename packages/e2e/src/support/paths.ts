import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../../../..')

/** Outlines of real broadcasters lie beside the project where it is developed; elsewhere there are none. */
const OPML_FOLDER = process.env.CARILLON_OPML ?? resolve(ROOT, '../shared/data/opml')

export const OPML_FILES = existsSync(OPML_FOLDER)
  ? readdirSync(OPML_FOLDER)
      .filter((name) => name.endsWith('.opml'))
      .map((name) => join(OPML_FOLDER, name))
  : []

const FAKETIME_PLACES = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
  '/usr/local/lib/faketime/libfaketimeMT.so.1',
]

/** Moves a program's clock from outside; `null` where it isn't installed. */
export const FAKETIME = FAKETIME_PLACES.find((path) => existsSync(path)) ?? null
