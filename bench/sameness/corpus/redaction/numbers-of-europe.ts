import { codiceFiscaleLetter, iso7064Digit, luhnDigit, remainder, weightedSum } from './check-digits.js'
import { day, drawn, grouped, modElevenDigit, month, year, type NationalNumber } from './number-parts.js'
import { digits, padded, upper, type Chance } from './random.js'

function steuerId(chance: Chance): string {
  const first = chance.text('123456789', 1)
  const others = [...digits].filter((digit) => digit !== first)
  for (let index = others.length - 1; index > 0; index -= 1) {
    const other = chance.below(index + 1)
    const kept = others[index] ?? ''
    others[index] = others[other] ?? ''
    others[other] = kept
  }
  // One digit comes twice, one not at all.
  const body = [first, ...others.slice(0, 8)]
  const repeated = body[3] ?? ''
  const base = [...body.slice(0, 7), repeated, ...body.slice(7)].join('')
  return base + iso7064Digit(base)
}

/** Numbers of people in Europe: taxes, insurance, health. */
export const numbersOfEurope: readonly NationalNumber[] = [
  {
    country: 'GB',
    kind: 'national insurance number',
    label: 'NINO',
    told: 'anywhere',
    make: (chance) =>
      [
        chance.text('ABCEHJLMPRSW', 1) + chance.text('ABCEHJLMPRSW', 1),
        chance.text(digits, 2),
        chance.text(digits, 2),
        chance.text(digits, 2),
        chance.text('ABCD', 1)
      ].join(chance.pick(['', ' ']))
  },
  {
    country: 'GB',
    kind: 'NHS number',
    label: 'NHS number',
    told: 'anywhere',
    make: drawn((chance) => {
      const base = chance.pick(['4', '6', '7']) + chance.text(digits, 8)
      const check = (11 - (weightedSum(base, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
      return check === 10 ? undefined : grouped(`${base}${check}`, [3, 3, 4], [' ', ' '])
    })
  },
  {
    country: 'GB',
    kind: 'NHS number, digits',
    label: 'NHS number',
    told: 'labelled',
    make: drawn((chance) => {
      const base = chance.pick(['4', '6', '7']) + chance.text(digits, 8)
      const check = (11 - (weightedSum(base, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
      return check === 10 ? undefined : `${base}${check}`
    })
  },
  { country: 'DE', kind: 'Steuer-ID', label: 'Steuer-ID', told: 'labelled', make: steuerId },
  {
    country: 'DE',
    kind: 'Steuer-ID, grouped',
    label: 'Steuer-ID',
    told: 'anywhere',
    make: (chance) => grouped(steuerId(chance), [2, 3, 3, 3], [' ', ' ', ' '])
  },
  {
    country: 'DE',
    kind: 'health insurance number',
    label: 'Versichertennummer',
    told: 'labelled',
    make: (chance) => {
      const letter = chance.text(upper, 1)
      const base = chance.text(digits, 8)
      const all = padded(letter.charCodeAt(0) - 64, 2) + base
      const sum = [...all].reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
        return total + Math.floor(value / 10) + (value % 10)
      }, 0)
      return `${letter}${base}${sum % 10}`
    }
  },
  {
    country: 'FR',
    kind: 'NIR',
    label: 'numéro de sécurité sociale',
    told: 'anywhere',
    make: (chance) => {
      const base = `${chance.pick(['1', '2'])}${year(chance)}${month(chance)}${padded(10 + chance.below(79), 2)}${padded(1 + chance.below(900), 3)}${padded(1 + chance.below(900), 3)}`
      const key = padded(97 - remainder(base, 97), 2)
      return chance.pick([
        base + key,
        grouped(base + key, [1, 2, 2, 2, 3, 3, 2], [' ', ' ', ' ', ' ', ' ', ' '])
      ])
    }
  },
  {
    country: 'ES',
    kind: 'DNI',
    label: 'DNI',
    told: 'anywhere',
    make: (chance) => {
      const base = chance.text('123456789', 8)
      return base + ('TRWAGMYFPDXBNJZSQVHLCKE'[Number(base) % 23] ?? '')
    }
  },
  {
    country: 'ES',
    kind: 'NIE',
    label: 'NIE',
    told: 'anywhere',
    make: (chance) => {
      const first = chance.below(3)
      const base = chance.text(digits, 7)
      return `${'XYZ'[first] ?? ''}${base}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(`${first}${base}`) % 23] ?? ''}`
    }
  },
  {
    country: 'IT',
    kind: 'codice fiscale',
    label: 'codice fiscale',
    told: 'anywhere',
    make: (chance) => {
      const base = `${chance.text('BCDFGLMNPRST', 6)}${year(chance)}${chance.text('ABCDEHLMPRST', 1)}${day(chance)}${chance.text('ABCDEFGHIL', 1)}${chance.text('123456789', 3)}`
      return base + codiceFiscaleLetter(base)
    }
  },
  {
    country: 'NL',
    kind: 'BSN',
    label: 'BSN',
    told: 'labelled',
    make: drawn((chance) => {
      const base = chance.text('123456789', 1) + chance.text(digits, 7)
      const check = modElevenDigit(weightedSum(base, [9, 8, 7, 6, 5, 4, 3, 2]))
      return check === undefined ? undefined : base + check
    })
  },
  {
    country: 'SE',
    kind: 'personnummer',
    label: 'personnummer',
    told: 'anywhere',
    make: (chance) => {
      const base = year(chance) + month(chance) + day(chance) + chance.text(digits, 3)
      return `${chance.pick(['', '19'])}${base.slice(0, 6)}-${base.slice(6)}${luhnDigit(base)}`
    }
  },
  {
    country: 'PL',
    kind: 'PESEL',
    label: 'PESEL',
    told: 'labelled',
    make: (chance) => {
      const base = year(chance) + month(chance) + day(chance) + chance.text(digits, 4)
      return base + String((10 - (weightedSum(base, [1, 3, 7, 9]) % 10)) % 10)
    }
  },
  {
    country: 'BE',
    kind: 'national register number',
    label: 'rijksregisternummer',
    told: 'anywhere',
    make: (chance) => {
      const base = year(chance) + month(chance) + day(chance) + padded(1 + chance.below(997), 3)
      return grouped(base + padded(97 - (Number(base) % 97), 2), [2, 2, 2, 3, 2], ['.', '.', '-', '.'])
    }
  },
  {
    country: 'CH',
    kind: 'AHV number',
    label: 'AHV-Nummer',
    told: 'anywhere',
    make: (chance) => {
      const base = `756${chance.text(digits, 9)}`
      return grouped(`${base}${(10 - (weightedSum(base, [1, 3]) % 10)) % 10}`, [3, 4, 4, 2], ['.', '.', '.'])
    }
  },
  {
    country: 'FI',
    kind: 'HETU',
    label: 'henkilötunnus',
    told: 'anywhere',
    make: (chance) => {
      const date = day(chance) + month(chance) + year(chance)
      const serial = padded(2 + chance.below(890), 3)
      return `${date}-${serial}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(date + serial) % 31] ?? ''}`
    }
  },
  {
    country: 'NO',
    kind: 'fødselsnummer',
    label: 'fødselsnummer',
    told: 'anywhere',
    make: drawn((chance) => {
      const base = day(chance) + month(chance) + year(chance) + padded(chance.below(500), 3)
      const first = modElevenDigit(11 - (weightedSum(base, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11 || 11))
      if (first === undefined) return undefined
      const second = modElevenDigit(
        11 - (weightedSum(base + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 || 11)
      )
      return second === undefined ? undefined : base + first + second
    })
  },
  {
    country: 'DK',
    kind: 'CPR',
    label: 'CPR-nummer',
    told: 'labelled',
    make: (chance) => `${day(chance)}${month(chance)}${year(chance)}-${chance.text(digits, 4)}`
  }
]
