import type ts from 'typescript'
import type { Sources } from './program.ts'

export type Procedure = {
  symbol: ts.Symbol
  kind: 'Query' | 'Mutation' | 'Subscription'
  input: ts.Type
  output: ts.Type
}
export type Group = { name: string; procedures: Procedure[] }

/** The router as it is called: groups of procedures. */
export function groupsOf(sources: Sources): Group[] {
  const { checker, propertyOf } = sources
  const router = sources.router()
  const eventOf = (name: string) =>
    checker.getDeclaredTypeOfSymbol(sources.contract().find((symbol) => symbol.name === EVENTS[name])!)
  return propertyOf(router, '_def.record')
    .getProperties()
    .map((group) => ({
      name: group.name,
      procedures: checker
        .getTypeOfSymbol(group)
        .getProperties()
        .map((symbol) => {
          const type = checker.getTypeOfSymbol(symbol)
          const kind = KINDS[checker.typeToString(propertyOf(type, '_def.type'))]
          if (!kind) throw new Error(`${group.name}.${symbol.name} is of no kind that is known`)
          return {
            symbol,
            kind,
            input: propertyOf(type, '_def.$types.input'),
            output: kind === 'Subscription' ? eventOf(symbol.name) : propertyOf(type, '_def.$types.output'),
          }
        }),
    }))
}

const KINDS: Record<string, Procedure['kind']> = {
  '"query"': 'Query',
  '"mutation"': 'Mutation',
  '"subscription"': 'Subscription',
}

/** What there is to subscribe to, and what it tells: as a type, that stands beside its schema under one name. */
const EVENTS: Record<string, string> = { channel: 'LiveEvent', updates: 'LiveEvent', analytics: 'AnalyticsEvent' }
