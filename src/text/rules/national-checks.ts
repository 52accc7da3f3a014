import { passesLuhn, passesNhsCheck } from './checksums.js'

// Each takes the digits and letters alone, without separators, in a shape that the rule has seen.

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'
const HETU_SIGNS = '0123456789ABCDEFHJKLMNPRSTUVWXY'

export function isSsn(digits: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits)
}

export function isItin(digits: string): boolean {
  return /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])(?!0000)\d{4}$/.test(digits)
}

export function isNhsNumber(digits: string): boolean {
  return /^[34679]/.test(digits) && passesNhsCheck(digits)
}

/** ISO 7064 MOD 11,10; one digit of the first ten comes twice or thrice. */
export function isSteuerId(digits: string): boolean {
  const body = digits.slice(0, 10)
  const different = new Set(body).size
  if (body.startsWith('0') || different < 8 || different > 9) return false
  const product = [...body].reduce((state, digit) => (((Number(digit) + state) % 10 || 10) * 2) % 11, 10)
  return (11 - product) % 10 === Number(digits[10])
}

export function isKvnr(text: string): boolean {
  const letter = String(text.charCodeAt(0) - 64).padStart(2, '0')
  const sum = [...(letter + text.slice(1, 9))].reduce(
    (total, digit, index) => total + digitSum(Number(digit) * (1 + (index % 2))),
    0
  )
  return sum % 10 === Number(text[9])
}

export function isNir(digits: string): boolean {
  const wellFormed = /^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)/.test(digits)
  return wellFormed && 97 - remainderOf(digits.slice(0, 13), 97) === Number(digits.slice(13))
}

/** Spain's numbers of citizens and, with X, Y or Z in front, of foreigners. */
export function isDni(text: string): boolean {
  const number = text.slice(0, 8).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return /^\d{8}$/.test(number) && DNI_LETTERS[Number(number) % 23] === text[8]
}

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
]

export function isCodiceFiscale(text: string): boolean {
  const sum = [...text.slice(0, 15)].reduce((total, sign, index) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65
    return total + (index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value)
  }, 0)
  return String.fromCharCode(65 + (sum % 26)) === text[15]
}

export function isBsn(digits: string): boolean {
  return weigh(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && Number(digits) > 0
}

/** Of people born before 2000: dates of this century with four digits behind them are also the numbers of builds. */
export function isPersonnummer(digits: string): boolean {
  return (digits.length === 10 || digits.startsWith('19')) && isRecentPersonnummer(digits)
}

/** Numbers of coordination have 60 added to the day. */
export function isRecentPersonnummer(digits: string): boolean {
  const short = digits.slice(-10)
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])/.test(short) && passesLuhn(short)
}

/** The month says the century too: 81 is January of the nineteenth. */
export function isPesel(digits: string): boolean {
  const month = Number(digits.slice(2, 4)) % 20
  return month >= 1 && month <= 12 && weigh(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
}

export function isBelgian(digits: string): boolean {
  const check = Number(digits.slice(9))
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some((base) => 97 - (Number(base) % 97) === check)
}

export function isLuhn(digits: string): boolean {
  return !digits.startsWith('0') && passesLuhn(digits)
}

export function isTfn(digits: string): boolean {
  const weights = digits.length === 8 ? [10, 7, 8, 4, 6, 3, 5, 1] : [1, 4, 3, 7, 5, 8, 6, 9, 10]
  return weigh(digits, weights) % 11 === 0
}

export function isMedicare(digits: string): boolean {
  return (
    /^[2-6]/.test(digits) && weigh(digits.slice(0, 8), [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])
  )
}

export function isCpf(digits: string): boolean {
  return (
    new Set(digits).size > 1 &&
    [9, 10].every((length) => brazilianDigit(digits.slice(0, length), 11) === digits[length])
  )
}

export function isCnpj(digits: string): boolean {
  return (
    new Set(digits).size > 1 &&
    [12, 13].every((length) => brazilianDigit(digits.slice(0, length), 8) === digits[length])
  )
}

/** Weights count up from 2 at the right, and start again after `most`. */
function brazilianDigit(digits: string, most: number): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (2 + (index % (most === 8 ? 8 : most))), 0)
  return String(((sum * 10) % 11) % 10)
}

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210'
]
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258'
]

/** Verhoeff's check; never starts with 0 or 1. */
export function isAadhaar(digits: string): boolean {
  const rest = [...digits]
    .reverse()
    .reduce(
      (state, digit, index) => Number(DIHEDRAL[state]?.[Number(PERMUTED[index % 8]?.[Number(digit)])]),
      0
    )
  return /^[2-9]/.test(digits) && rest === 0
}

/** The country's number in EAN-13 is 756. */
export function isAhv(digits: string): boolean {
  return digits.startsWith('756') && weigh(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

export function isHetu(text: string): boolean {
  const digits = text.slice(0, 6) + text.slice(-4, -1)
  return startsWithDate(digits) && HETU_SIGNS[Number(digits) % 31] === text.at(-1)
}

export function isFodselsnummer(digits: string): boolean {
  return (
    /^(?:[04][1-9]|[1256]\d|[37][01])(?:[048][1-9]|[159][0-2])/.test(digits) &&
    weigh(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weigh(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  )
}

/** Day, month, year. */
export function startsWithDate(digits: string): boolean {
  return /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(digits)
}

export function isChinese(text: string): boolean {
  const wellFormed = /^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)
  return (
    wellFormed &&
    '10X98765432'[weigh(text.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] ===
      text[17]
  )
}

const NRIC_LETTERS = new Map([
  ['S', [0, 'JZIHGFEDCBA']],
  ['T', [4, 'JZIHGFEDCBA']],
  ['F', [0, 'XWUTRQPNMLK']],
  ['G', [4, 'XWUTRQPNMLK']],
  ['M', [3, 'XWUTRQPNJLK']]
] as const)

export function isNric(text: string): boolean {
  const found = [...NRIC_LETTERS].find(([letter]) => letter === text[0])?.[1]
  if (found === undefined) return false
  const rest = (weigh(text.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + found[0]) % 11
  return found[1][text.startsWith('M') ? 10 - rest : rest] === text[8]
}

export function isKimlik(digits: string): boolean {
  const odd = weigh(digits.slice(0, 9), [1, 0, 1, 0, 1, 0, 1, 0, 1])
  const even = weigh(digits.slice(0, 9), [0, 1, 0, 1, 0, 1, 0, 1, 0])
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return (
    !digits.startsWith('0') && tenth === Number(digits[9]) && (odd + even + tenth) % 10 === Number(digits[10])
  )
}

export function isRouting(digits: string): boolean {
  return (
    weigh(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 &&
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(digits)
  )
}

function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
}

function digitSum(value: number): number {
  return Math.floor(value / 10) + (value % 10)
}

function remainderOf(digits: string, modulus: number): number {
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % modulus, 0)
}
