import { datumKinds, privateData, type Datum, type DatumKind } from './private-data.js'

/** Where a datum was planted. */
export interface Planting extends Datum {
  readonly kind: DatumKind
  /** Vendor and field, `datadog data.attributes.service`. */
  readonly place: string
}

export interface PlanterOptions {
  /** Moves every short field on to another kind. */
  readonly shift?: number
  /** Kinds to plant. Default: all. */
  readonly kinds?: readonly DatumKind[]
  /** Further places that are left as they are. */
  readonly spare?: RegExp
}

/** Texts of many words, which take one datum of every kind; every other field takes one. */
const LONG =
  /(?:message|errorMessages\[\]|errors\[\]|detail|stack|title|text|summary|description|resource_name)$/i

/**
 * Plants data into texts. The same field with the same text always gets the same data, as the same error has the same message
 * however often it is read.
 */
export class Planter {
  readonly #options: PlanterOptions
  readonly #plantings = new Map<string, Planting>()

  constructor(options: PlanterOptions = {}) {
    this.#options = options
  }

  get plantings(): readonly Planting[] {
    return [...this.#plantings.values()]
  }

  /** One datum of its own for a place. */
  datum(kind: DatumKind, place: string): Planting {
    const key = `${kind} ${place}`
    const made = this.#plantings.get(key)
    if (made) return made
    const planting = { ...privateData[kind](this.#plantings.size + 1), kind, place }
    this.#plantings.set(key, planting)
    return planting
  }

  /** The text with data behind it. */
  plant(text: string, place: string): string {
    const { shift = 0, kinds = datumKinds, spare } = this.#options
    if (spare?.test(place) === true) return text
    if (LONG.test(place)) return [text, ...this.#all(kinds, place)].join(text.includes('\n') ? '\n' : ' ')
    const kind = kinds[(sumOf(place) + shift) % kinds.length]
    return kind === undefined
      ? text
      : `${text} ${this.datum(kind, `${place} (${text.slice(0, 40)})`).text}`.trim()
  }

  #all(kinds: readonly DatumKind[], place: string): readonly string[] {
    return kinds.map((kind) => this.datum(kind, place).text)
  }
}

function sumOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7)
}
