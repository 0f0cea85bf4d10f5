import type { Database, Tx } from '../core/database.ts'

/** What numbers are called, and by which small number each name is kept: they are few, and each stands in thousands of rows. */
export class Names {
  readonly #ids = new Map<string, number>()
  readonly #names: string[] = []
  readonly #unwritten = new Set<string>()

  constructor(db: Pick<Database, 'rows'>) {
    for (const [id, name] of db.rows('SELECT id, name FROM count_names', [])) this.#learn(name as string, Number(id))
  }

  idOf(name: string): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    this.#unwritten.add(name)
    return this.#learn(name, this.#names.length)
  }

  nameOf(id: number): string | undefined {
    return this.#names[id]
  }

  /** Those that were learnt of late and have to be written before what names them. */
  unwritten(): string[] {
    return [...this.#unwritten]
  }

  write(db: Pick<Database, 'run'>, tx: Tx, names: string[]): void {
    if (names.length > 0) db.run(tx, WRITE, [JSON.stringify(names.map((name) => [this.#ids.get(name), name]))])
  }

  written(names: string[]): void {
    for (const name of names) this.#unwritten.delete(name)
  }

  #learn(name: string, id: number): number {
    this.#ids.set(name, id)
    this.#names[id] = name
    return id
  }
}

const WRITE = `INSERT INTO count_names (id, name) SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true
  ON CONFLICT DO NOTHING`
