/** As much of JSON Schema as Zod writes for the contract. */
export type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  prefixItems?: Schema[]
  pattern?: string
  format?: string
  default?: unknown
} & Partial<Record<Bound, number>>

const LOWEST = ['minimum', 'minLength', 'minItems'] as const
const HIGHEST = ['maximum', 'maxLength', 'maxItems'] as const
type Bound = (typeof LOWEST)[number] | (typeof HIGHEST)[number]

/** Inputs may only come to take more, outputs only to answer less that is new. */
type Way = 'input' | 'output'

/** Why programs that were written for `was` can't live with `is`; empty when they can. */
export function breaksOf(way: Way, was: Schema, is: Schema, at: string): string[] {
  const [olds, news] = [kindsOf(was), kindsOf(is)]
  if (olds.length > 1 || news.length > 1) return breaksOfUnion(way, olds, news, at)
  if (way === 'output' ? isAnything(was) : isAnything(is)) return []
  if (was.type !== is.type) return [`${at} was ${nameOf(was)} and is ${nameOf(is)}.`]
  return [
    ...breaksOfValues(way, was, is, at),
    ...breaksOfBounds(way, was, is, at),
    ...breaksOfText(way, was, is, at),
    ...breaksOfDefault(way, was, is, at),
    ...breaksOfItems(way, was, is, at),
    ...breaksOfProperties(way, was, is, at),
  ]
}

/** Each of the old kinds must find its like among what is taken now; each of the new answers, among the old ones. */
function breaksOfUnion(way: Way, olds: Schema[], news: Schema[], at: string): string[] {
  const [asked, offered] = way === 'input' ? [olds, news] : [news, olds]
  // Clients draw a kind that they don't know as one that needs a newer version.
  const open = way === 'output' && olds.some((kind) => tagOf(kind) === 'opaque')
  return asked.flatMap((kind) => {
    const likes = offered.filter((other) => sortOf(other) === sortOf(kind))
    const breaks = likes.map((like) =>
      way === 'input' ? breaksOf(way, kind, like, at) : breaksOf(way, like, kind, at),
    )
    if (breaks.some((reasons) => reasons.length === 0)) return []
    if (breaks[0]) return breaks[0]
    if (open && tagOf(kind) !== undefined) return []
    return [`${at} ${way === 'input' ? 'no longer takes' : 'may now be'} ${nameOf(kind)}.`]
  })
}

function breaksOfValues(way: Way, was: Schema, is: Schema, at: string): string[] {
  const [olds, news] = [valuesOf(was), valuesOf(is)]
  if (way === 'input') {
    if (!news) return []
    if (!olds) return [`${at} takes only ${news.join(', ')} now.`]
    return olds.filter((value) => !news.includes(value)).map((value) => `${at} no longer takes ${value}.`)
  }
  if (!olds) return []
  if (!news) return [`${at} was one of ${olds.join(', ')}, and may be anything now.`]
  return news.filter((value) => !olds.includes(value)).map((value) => `${at} may now be ${value}.`)
}

function breaksOfBounds(way: Way, was: Schema, is: Schema, at: string): string[] {
  const tighter = way === 'input' ? is : was
  const looser = way === 'input' ? was : is
  const broken = [
    ...LOWEST.filter((bound) => (tighter[bound] ?? -Infinity) > (looser[bound] ?? -Infinity)),
    ...HIGHEST.filter((bound) => (tighter[bound] ?? Infinity) < (looser[bound] ?? Infinity)),
  ]
  return broken.map((bound) => `${at}: ${bound} was ${was[bound] ?? 'open'} and is ${is[bound] ?? 'open'}.`)
}

function breaksOfText(way: Way, was: Schema, is: Schema, at: string): string[] {
  const tighter = way === 'input' ? is : was
  return (['pattern', 'format'] as const)
    .filter((rule) => tighter[rule] !== undefined && was[rule] !== is[rule])
    .map((rule) => `${at}: ${rule} was ${was[rule] ?? 'open'} and is ${is[rule] ?? 'open'}.`)
}

function breaksOfDefault(way: Way, was: Schema, is: Schema, at: string): string[] {
  const [old, now] = [JSON.stringify(was.default), JSON.stringify(is.default)]
  if (way === 'output' || old === undefined || old === now) return []
  return [`${at} stood for ${old} when it was left out, and stands for ${now ?? 'nothing'}.`]
}

function breaksOfItems(way: Way, was: Schema, is: Schema, at: string): string[] {
  const places = was.prefixItems ?? []
  if (places.length !== (is.prefixItems ?? []).length) return [`${at} has another number of places.`]
  return [
    ...places.flatMap((place, index) => breaksOf(way, place, is.prefixItems![index]!, `${at}[${index}]`)),
    ...(was.items && is.items ? breaksOf(way, was.items, is.items, `${at}[]`) : []),
  ]
}

function breaksOfProperties(way: Way, was: Schema, is: Schema, at: string): string[] {
  const breaks: string[] = []
  for (const [name, old] of Object.entries(was.properties ?? {})) {
    const now = is.properties?.[name]
    if (now) breaks.push(...breaksOf(way, old, now, `${at}.${name}`))
    else breaks.push(`${at}.${name} is gone${way === 'input' ? ': what is sent there would do nothing' : ''}.`)
  }
  const [asked, given] = way === 'input' ? [is, was] : [was, is]
  for (const name of asked.required ?? []) {
    if (given.required?.includes(name) || !(name in (is.properties ?? {}))) continue
    breaks.push(
      way === 'input' ? `${at}.${name} is needed now.` : `${at}.${name} was always there, and may be left out.`,
    )
  }
  const [old, now] = [was.additionalProperties, is.additionalProperties]
  if (typeof old === 'object' && typeof now === 'object') breaks.push(...breaksOf(way, old, now, `${at}.*`))
  return breaks
}

function kindsOf(schema: Schema): Schema[] {
  const { type } = schema
  if (Array.isArray(type)) return type.map((each) => (each === 'null' ? { type: each } : { ...schema, type: each }))
  return (schema.anyOf ?? schema.oneOf)?.flatMap(kindsOf) ?? [schema]
}

function valuesOf({ const: value, enum: values }: Schema): string[] | null {
  if (value !== undefined) return [JSON.stringify(value)]
  return values?.map((each) => JSON.stringify(each)) ?? null
}

/** What tells the kinds of a union apart. */
function tagOf({ properties = {} }: Schema): unknown {
  return properties['kind']?.const
}

function sortOf(schema: Schema): string {
  return JSON.stringify([schema.type, tagOf(schema), typeof schema.const])
}

function isAnything(schema: Schema): boolean {
  return Object.keys(schema).length === 0
}

function nameOf(schema: Schema): string {
  const tag = tagOf(schema)
  if (tag !== undefined) return `the kind ${JSON.stringify(tag)}`
  return valuesOf(schema)?.join(', ') ?? String(schema.type ?? 'anything')
}
