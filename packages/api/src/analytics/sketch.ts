const INDEX_BITS = 14
const REGISTERS = 2 ** INDEX_BITS
/** Up to so many are known one by one, and counted exactly. */
const FEW = 512
/** Of the second half of a hash, what its rank is read from. */
const RANK_BITS = 20

/**
 * Counts distinct readers by hashes that no reader can be told from: one by one while they are few, then by HyperLogLog.
 * Each that changes it counts for as many as it would have taken on average to change it (the estimator by historic
 * inverse probability of Ting, 2014: a standard error of 0.83 ÷ √16,384 = 0.65 %), so that what a reader adds can be put
 * down to where they came from, and the parts sum up to the whole.
 */
export class Sketch {
  #few: Set<number> | null = new Set()
  #registers: Uint8Array = new Uint8Array(0)
  /** Sum of 2^−register: what is left of the chance that somebody new changes a register. */
  #left = 0

  static from(bytes: Uint8Array): Sketch {
    const sketch = new Sketch()
    if (bytes.length === REGISTERS) sketch.#fill(Uint8Array.from(bytes))
    else sketch.#few = new Set(new Float64Array(Uint8Array.from(bytes).buffer))
    return sketch
  }

  /** How many readers this one adds: 1 or 0 while they are few, an estimate later. */
  add([high, low]: Hash): number {
    if (!this.#few) return this.#addToRegister(high, low)
    const known = this.#few.size
    this.#few.add(high * 2 ** RANK_BITS + (low >>> (32 - RANK_BITS)))
    const added = this.#few.size - known
    if (this.#few.size > FEW) this.#spread(this.#few)
    return added
  }

  bytes(): Uint8Array {
    return this.#few ? new Uint8Array(Float64Array.from(this.#few).buffer) : this.#registers
  }

  #addToRegister(high: number, low: number): number {
    const at = high >>> (32 - INDEX_BITS)
    const rank = Math.min(Math.clz32(low), RANK_BITS) + 1
    const before = this.#registers[at]!
    if (rank <= before) return 0
    const added = REGISTERS / this.#left
    this.#registers[at] = rank
    this.#left += 2 ** -rank - 2 ** -before
    return added
  }

  #spread(few: Set<number>): void {
    this.#few = null
    this.#fill(new Uint8Array(REGISTERS))
    for (const one of few) {
      const low = one % 2 ** RANK_BITS
      this.#addToRegister((one - low) / 2 ** RANK_BITS, (low << (32 - RANK_BITS)) >>> 0)
    }
  }

  #fill(registers: Uint8Array): void {
    this.#few = null
    this.#registers = registers
    this.#left = registers.reduce((sum, register) => sum + 2 ** -register, 0)
  }
}

/** Two numbers of 32 bits. */
export type Hash = readonly [high: number, low: number]
