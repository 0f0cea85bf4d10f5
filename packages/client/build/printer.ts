import ts from 'typescript'

/**
 * Writes types out in full, as somebody would have written them by hand: each that the contract has a name for once,
 * under that name.
 */
export class Printer {
  readonly #checker: ts.TypeChecker
  readonly #known = new Map<ts.Type, { symbol: ts.Symbol; name: string }>()
  readonly #taken = new Map<string, ts.Type>()
  readonly declarations: string[] = []

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  /** From here on the type goes by this name, unless it has one. */
  name(type: ts.Type, symbol: ts.Symbol, name: string): void {
    if (!this.#known.has(type)) this.#known.set(type, { symbol, name })
  }

  has(name: string): boolean {
    return this.#taken.has(name)
  }

  /** How a type is referred to; declares what it is made of. */
  refer(type: ts.Type, indent = ''): string {
    const known = this.#known.get(type)
    if (!known || !this.#deservesName(type)) return this.#write(type, indent)
    const { name, symbol } = known
    const other = this.#taken.get(name)
    if (other && other !== type) throw new Error(`${name} would stand for two types`)
    if (!other) {
      this.#taken.set(name, type)
      const body = this.#write(type, '')
      const head = type.isUnion() ? `type ${name} = ` : `interface ${name} `
      this.declarations.push(`${this.comment(symbol, '')}export ${head}${body}`)
    }
    return name
  }

  comment(symbol: ts.Symbol, indent: string): string {
    const docs = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker))
    if (docs === '') return ''
    const lines = docs.split('\n')
    if (lines.length === 1) return `${indent}/** ${docs} */\n`
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`
  }

  #deservesName(type: ts.Type): boolean {
    if (type.flags & ts.TypeFlags.Boolean) return false
    if (type.isUnion()) return !type.types.some(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined))
    return Boolean(type.flags & ts.TypeFlags.Object) && !this.#checker.isArrayLikeType(type)
  }

  #write(type: ts.Type, indent: string): string {
    if (type.flags & PLAIN || type.isLiteral()) return this.#checker.typeToString(type)
    if (type.isUnion()) return this.#writeUnion(type, indent)
    if (this.#checker.isTupleType(type)) return `[${this.#argumentsOf(type, indent).join(', ')}]`
    if (this.#checker.isArrayType(type)) {
      const [item = ''] = this.#argumentsOf(type, indent)
      const several = this.#checker.getTypeArguments(type as ts.TypeReference)[0]?.isUnion() && !/^\w+$/.test(item)
      return several ? `(${item})[]` : `${item}[]`
    }
    const values = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String)
    if (values) return `Record<string, ${this.refer(values, indent)}>`
    if (type.flags & ts.TypeFlags.Object && type.getCallSignatures().length === 0)
      return this.#writeObject(type, indent)
    throw new Error(`${this.#checker.typeToString(type)} can't be written for others`)
  }

  #argumentsOf(type: ts.Type, indent: string): string[] {
    return this.#checker.getTypeArguments(type as ts.TypeReference).map((item) => this.refer(item, indent))
  }

  /** What may also be `null` or left out keeps its name. */
  #writeUnion(type: ts.UnionType, indent: string): string {
    const solid = this.#checker.getNonNullableType(type)
    const empty = type.types.filter(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined))
    const empties = empty.map((part) => this.#checker.typeToString(part)).toSorted()
    if (solid === type) return type.types.map((part) => this.refer(part, indent)).join(' | ')
    return [...(solid.flags & ts.TypeFlags.Never ? [] : [this.refer(solid, indent)]), ...empties].join(' | ')
  }

  #writeObject(type: ts.Type, indent: string): string {
    const deeper = `${indent}  `
    const lines = this.#checker.getPropertiesOfType(type).map((property) => {
      const optional = property.flags & ts.SymbolFlags.Optional ? '?' : ''
      const name = /^\w+$/.test(property.name) ? property.name : JSON.stringify(property.name)
      const value = this.refer(this.#checker.getTypeOfSymbol(property), deeper)
      return `${this.comment(property, deeper)}${deeper}${name}${optional}: ${value}\n`
    })
    return `{\n${lines.join('')}${indent}}`
  }
}

const PLAIN =
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.BooleanLiteral |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void |
  ts.TypeFlags.Unknown
