import { join } from 'node:path'
import ts from 'typescript'

export const PACKAGE = join(import.meta.dirname, '..')

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  declaration: true,
  emitDeclarationOnly: true,
  allowImportingTsExtensions: true,
}

/** The client's sources, with all the types behind them. */
export class Sources {
  readonly checker: ts.TypeChecker
  readonly #program: ts.Program

  constructor() {
    this.#program = ts.createProgram([join(PACKAGE, 'src/index.ts')], OPTIONS)
    this.checker = this.#program.getTypeChecker()
  }

  exports(): ts.Symbol[] {
    return this.#exportsOf('src/index.ts')
  }

  contract(): ts.Symbol[] {
    return this.#exportsOf('../contract/src/index.ts')
  }

  router(): ts.Type {
    const router = this.#exportsOf('../api/src/router.ts').find(({ name }) => name === 'AppRouter')
    return this.checker.getDeclaredTypeOfSymbol(router!)
  }

  /** The type of a property, by its dotted path. */
  propertyOf = (type: ts.Type, path: string): ts.Type =>
    path.split('.').reduce((parent, name) => this.checker.getTypeOfSymbol(parent.getProperty(name)!), type)

  /** The types that a module of the client takes from the contract. */
  takenFromContract(module: string): ts.Type[] {
    return this.#file(`src/${module}`)
      .statements.filter(ts.isImportDeclaration)
      .filter(({ moduleSpecifier }) => moduleSpecifier.getText() === "'@carillon/contract'")
      .flatMap(({ importClause }) => {
        const names = importClause?.namedBindings
        return names && ts.isNamedImports(names) ? [...names.elements] : []
      })
      .map(({ name }) => this.checker.getDeclaredTypeOfSymbol(this.#declared(this.checker.getSymbolAtLocation(name)!)))
  }

  /** A module's declarations, as the compiler writes them for others. */
  declarationsOf(module: string): ts.SourceFile {
    let text = ''
    this.#program.emit(this.#file(`src/${module}`), (_, written) => (text = written), undefined, true)
    return ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.ES2024, true)
  }

  #exportsOf(path: string): ts.Symbol[] {
    const module = this.checker.getSymbolAtLocation(this.#file(path))!
    return this.checker.getExportsOfModule(module).map((symbol) => this.#declared(symbol))
  }

  #declared(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol
  }

  #file(path: string): ts.SourceFile {
    const file = this.#program.getSourceFile(join(PACKAGE, path))
    if (!file) throw new Error(`${path} is no part of the client`)
    return file
  }
}
