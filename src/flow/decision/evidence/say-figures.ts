/*
 * Figures as reasons say them: two or three digits, because nobody acts on the fourth, and the same on every machine.
 */

/** Below this a tail rests on the model alone, which no history can confirm. */
const SMALLEST_CHANCE = 0.0001

/** `0.4`, `6.7`, `74`, `15,200`; three digits from 1,000 on, `Infinity` as `many`. */
export function sayAmount(amount: number): string {
  if (Number.isNaN(amount)) return 'an unknown number of'
  if (!Number.isFinite(amount)) return 'many'
  const rounded = Math.abs(amount) < 10 ? Number(amount.toFixed(1)) : Math.round(amount)
  const [whole = '', fraction] = String(rounded).split('.')
  const grouped = /^-?\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** `74 errors`, `1 error`, `0.4 errors`. */
export function sayNumberOf(amount: number, noun: string): string {
  const said = sayAmount(amount)
  return `${said} ${noun}${said === '1' ? '' : 's'}`
}

/** Two digits and no more: `0.4 %`, `37 %`; what is too small to be read is said to be below a bound. */
export function sayPercent(share: number): string {
  if (share > 0 && share < SMALLEST_CHANCE) return 'less than 0.01 %'
  return `${Number((share * 100).toPrecision(2))} %`
}

/** A probability as a person counts: `1 in 1,400`, never finer than `less than 1 in 10,000`, and above 1 in 10 in percent. */
export function sayChance(p: number): string {
  if (!(p >= SMALLEST_CHANCE)) return 'less than 1 in 10,000'
  if (p > 0.1) return sayPercent(p)
  return `1 in ${sayAmount(Number((1 / p).toPrecision(2)))}`
}
