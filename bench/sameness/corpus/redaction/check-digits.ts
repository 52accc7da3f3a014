/** Sum of digits, each times its weight; weights repeat. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return [...digits].reduce(
    (sum, digit, index) => sum + Number(digit) * (weights[index % weights.length] ?? 0),
    0
  )
}

/** The Luhn digit that belongs behind these digits. */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** The digit of ISO 7064 MOD 11,10, as Germany's tax number has it. */
export function iso7064Digit(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

const PERMUTE = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
]

/** Verhoeff's digit, by composing the dihedral group from its definition and not from the usual table. */
export function verhoeffDigit(digits: string): string {
  const permuted = (digit: number, times: number): number => {
    let value = digit
    for (let count = 0; count < times % 8; count += 1) value = PERMUTE[1]?.[value] ?? 0
    return value
  }
  const compose = (a: number, b: number): number => {
    if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5
    return b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5
  }
  const sum = [...digits]
    .reverse()
    .reduce((state, digit, index) => compose(state, permuted(Number(digit), index + 1)), 0)
  const found = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => compose(sum, digit) === 0)
  return String(found ?? 0)
}

/** Remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % modulus, 0)
}

/** An IBAN for a country and an account; letters of the account count as in ISO 13616. */
export function ibanOf(country: string, account: string): string {
  const spelled = [...`${account}${country}00`].map((sign) => String(parseInt(sign, 36))).join('')
  return `${country}${String(98 - remainder(spelled, 97)).padStart(2, '0')}${account}`
}

const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
]

/** The last letter of Italy's codice fiscale. */
export function codiceFiscaleLetter(code: string): string {
  const valueOf = (sign: string): number => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65)
  const sum = [...code].reduce(
    (total, sign, index) => total + (index % 2 === 0 ? (ODD_VALUES[valueOf(sign)] ?? 0) : valueOf(sign)),
    0
  )
  return String.fromCharCode(65 + (sum % 26))
}
