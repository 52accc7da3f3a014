import { isoTime } from './commit-object.js'

/** A repository variable as the API shows it. */
export interface Variable {
  readonly name: string
  readonly value: string
  readonly created_at: string
  readonly updated_at: string
}

/** Repository variables: names are kept in capitals and found in any case. */
export class VariableStore {
  readonly #byName = new Map<string, Variable>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get(name: string): Variable | undefined {
    return this.#byName.get(name.toUpperCase())
  }

  /** Creates or replaces. */
  set(name: string, value: string): void {
    const now = isoTime(Math.floor(this.#now() / 1000))
    const key = name.toUpperCase()
    this.#byName.set(key, {
      name: key,
      value,
      created_at: this.#byName.get(key)?.created_at ?? now,
      updated_at: now
    })
  }

  /** False when there was none. */
  remove(name: string): boolean {
    return this.#byName.delete(name.toUpperCase())
  }

  /** Sorted by name, as the API lists them. */
  list(): readonly Variable[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }
}
