import { passesLuhn } from './checksums.js'
import { isRouting } from './national-checks.js'
import type { NumberRule } from './numbers.js'

const nines = (length: number): string => '9'.repeat(length)
const between = (least: number, most: number): readonly number[] =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index)

// 020 7946 0958, 07700 900123, 0171-1234567: an area code, and one or two groups.
const nationalPhones = between(3, 5).flatMap((area) =>
  [' ', '-'].flatMap((separator) =>
    [nines(6), nines(7), nines(8), ...['999 999', '999 9999', '9999 999', '9999 9999']]
      .flatMap((rest) => (rest.includes(' ') ? [rest, rest.replace(' ', '-')] : [rest]))
      .map((rest) => nines(area) + separator + rest)
  )
)

/** Numbers of cards, accounts, phones and documents, in the same notation as the national ones. */
export const contactNumbers: readonly NumberRule[] = [
  {
    kind: 'payment-card',
    shapes: [
      ...between(13, 16).map(nines),
      ...[' ', '-'].flatMap((separator) =>
        [
          [4, 4, 4, 4],
          [4, 6, 5],
          [4, 6, 4]
        ].map((lengths) => lengths.map(nines).join(separator))
      )
    ],
    accept: isCard
  },
  {
    kind: 'phone',
    shapes: ['999-999-9999', '999.999.9999'],
    accept: (digits) => /^[2-9]\d\d[2-9]/.test(digits)
  },
  {
    kind: 'phone',
    shapes: ['9-999-999-9999', '9 999-999-9999', '9.999.999.9999'],
    accept: (digits) => /^1[2-9]\d\d[2-9]/.test(digits)
  },
  {
    kind: 'phone',
    shapes: [...nationalPhones, '99 99 99 99 99', '99.99.99.99.99'],
    accept: (digits) => /^0[1-9]/.test(digits)
  },
  // https://www.frbservices.org/financial-services/check/services/routing-number
  {
    kind: 'bank-account',
    shapes: ['999999999', '9999-9999-9'],
    words: /routing|\baba\b|\brtn\b/i,
    accept: isRouting
  },
  { kind: 'bank-account', shapes: ['99-99-99', '99 99 99', '999999'], words: /sort[ _-]?code/i },
  {
    kind: 'bank-account',
    shapes: between(6, 17).map(nines),
    words: /account[ _-]?(?:number|no|num|nr)\b|kontonummer|bank[ _-]?account|\bblz\b/i
  },
  {
    kind: 'passport',
    shapes: [
      '999999999',
      'A99999999',
      'A9999999',
      'AA9999999',
      'AA999999',
      '99AA99999',
      'A99A99999',
      'A999999'
    ],
    words: /passport|reisepass|passeport|pasaporte/i
  },
  {
    kind: 'birth-date',
    shapes: ['9999-99-99', '99/99/9999', '9999/99/99', '99.99.9999', '99-99-9999', '99999999'],
    words: /birth|\bborn\b|\bdob\b|geboren|geburt|naissance|nacimiento/i
  },
  {
    kind: 'phone',
    shapes: ['9999999999', '99999999999', '999/9999999', '9999/999999', ...nationalPhones],
    words: /phone|\btel|mobile|\bcell|handy|fax|msisdn|téléphone/i
  }
]

// Sixteen digits that pass are one in ten by chance, so the brand's prefix and length have to fit as well.
function isCard(digits: string): boolean {
  const prefix = Number(digits.slice(0, 4))
  const fits =
    (digits.startsWith('4') && (digits.length === 16 || digits.length === 13)) ||
    (digits.length === 16 && ((prefix >= 5100 && prefix <= 5599) || (prefix >= 2221 && prefix <= 2720))) ||
    (digits.length === 16 && /^(?:6011|64[4-9]|65|62|35|50|5[6-9]|63|67)/.test(digits)) ||
    (digits.length === 15 && /^3[47]/.test(digits)) ||
    (digits.length === 14 && /^3(?:0[0-5]|[689])/.test(digits))
  return fits && passesLuhn(digits)
}
