import ts from 'typescript'
import { MODULES, ownDeclarations } from './own.ts'
import { Printer } from './printer.ts'
import { Sources } from './program.ts'
import { type Group, groupsOf } from './router.ts'

/**
 * The package's one declaration file. The compiler's own would lead into the server's sources, and show whoever hovers
 * over a call how the types were worked out; here each shape of the contract is written once, under its name.
 */
export function writeDeclarations(): string {
  const sources = new Sources()
  const printer = new Printer(sources.checker)
  const groups = groupsOf(sources)
  nameOutputs(sources, printer)
  for (const type of MODULES.flatMap((module) => sources.takenFromContract(module))) printer.refer(type)
  for (const { output } of groups.flatMap(({ procedures }) => procedures)) printer.refer(output)
  nameInputs(sources, printer)
  const procedures = writeProcedures(groups, printer)
  return `${[...ownDeclarations(sources), procedures, ...printer.declarations, 'export {}'].join('\n\n')}\n`
}

function nameOutputs(sources: Sources, printer: Printer) {
  const symbols = sources.contract()
  for (const symbol of symbols) {
    if (symbol.flags & ts.SymbolFlags.TypeAlias)
      printer.name(sources.checker.getDeclaredTypeOfSymbol(symbol), symbol, symbol.name)
  }
  for (const symbol of symbols) {
    const schema = schemaOf(sources, symbol)
    if (schema) printer.name(schema.output, symbol, symbol.name)
  }
}

/** What is sent may be less than what comes of it: where both are told of, the former is called `…Input`. */
function nameInputs(sources: Sources, printer: Printer) {
  for (const symbol of sources.contract()) {
    const schema = schemaOf(sources, symbol)
    const { name } = symbol
    if (schema) printer.name(schema.input, symbol, printer.has(name) ? `${name}Input` : name)
  }
}

function schemaOf({ checker, propertyOf }: Sources, symbol: ts.Symbol) {
  if (!(symbol.flags & ts.SymbolFlags.Variable)) return null
  const type = checker.getTypeOfSymbol(symbol)
  if (!type.getProperty('_zod')) return null
  return { input: propertyOf(type, '_zod.input'), output: propertyOf(type, '_zod.output') }
}

function writeProcedures(groups: Group[], printer: Printer): string {
  const lines = groups.map(({ name, procedures }) => {
    const inner = procedures.map(({ symbol, kind, input, output }) => {
      const types = `<${printer.refer(input, '    ')}, ${printer.refer(output, '    ')}>`
      return `${printer.comment(symbol, '    ')}    ${symbol.name}: ${kind}${types}\n`
    })
    return `  ${name}: {\n${inner.join('')}  }\n`
  })
  return `export interface Procedures {\n${lines.join('')}}`
}
