import ts from 'typescript'
import type { Sources } from './program.ts'

/** The client's own declarations: what the package exports, and what that is made of. */
export function ownDeclarations(sources: Sources): string[] {
  const exported = new Set(sources.exports().map(({ name }) => name))
  const statements = MODULES.flatMap((name) => [...sources.declarationsOf(name).statements])
    .filter((statement) => !ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement))
    .map((statement) => ({ name: nameOf(statement), text: statement.getFullText().trim() }))
    // Written from the router instead.
    .filter(({ name }) => name !== 'Procedures')
  const kept = statements.filter(({ name }) => exported.has(name))
  for (const { text } of kept) {
    const further = statements.filter((other) => !kept.includes(other) && new RegExp(`\\b${other.name}\\b`).test(text))
    kept.push(...further)
  }
  return kept.map(({ text }) => text.replaceAll('    ', '  '))
}

export const MODULES = ['client.ts', 'procedures.ts', 'uploads.ts', 'paginate.ts', 'errors.ts']

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]!.name.getText()
  return (statement as ts.DeclarationStatement).name?.getText() ?? ''
}
