import { padded, type Chance } from './random.js'

/** A number of people in one country. */
export interface NationalNumber {
  readonly country: string
  readonly kind: string
  readonly label: string
  readonly told: 'anywhere' | 'labelled'
  readonly make: (chance: Chance) => string
}

/** Draws until one satisfies; numbers whose check digit would be a ten are never given out. */
export function drawn(make: (chance: Chance) => string | undefined): (chance: Chance) => string {
  return (chance) => {
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const made = make(chance)
      if (made !== undefined) return made
    }
    throw new Error('no number satisfies')
  }
}

/** Day, month and year of a birth, in two digits each. */
export const day = (chance: Chance): string => padded(1 + chance.below(28), 2)
export const month = (chance: Chance): string => padded(1 + chance.below(12), 2)
export const year = (chance: Chance): string => padded(40 + chance.below(59), 2)

/** Digits in groups of these lengths, each but the last followed by its separator. */
export function grouped(text: string, lengths: readonly number[], separators: readonly string[]): string {
  let at = 0
  return lengths
    .map((length, index) => {
      at += length
      return text.slice(at - length, at) + (separators[index] ?? '')
    })
    .join('')
}

/** The check digit of a remainder modulo 11; `undefined` for ten. */
export const modElevenDigit = (sum: number): string | undefined =>
  sum % 11 === 10 ? undefined : String(sum % 11)
