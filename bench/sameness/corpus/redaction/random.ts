/** Chance with a seed: the same seed gives the same corpus on every machine. */
export interface Chance {
  /** A whole number from 0 up to and without `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  /** So many characters, each one of `alphabet`. */
  readonly text: (alphabet: string, length: number) => string
}

export const lower = 'abcdefghijklmnopqrstuvwxyz'
export const upper = lower.toUpperCase()
export const digits = '0123456789'
export const hexDigits = `${digits}abcdef`
export const alphanumeric = upper + lower + digits
export const urlSafe = `${alphanumeric}-_`
export const base64Alphabet = `${alphanumeric}+/`

/** The generator `mulberry32`. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const text = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[below(alphabet.length)]).join('')
  return { below, pick, text }
}

/** A number with leading zeros. */
export function padded(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
