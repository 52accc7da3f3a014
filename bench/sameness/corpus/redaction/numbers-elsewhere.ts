import { luhnDigit, verhoeffDigit, weightedSum } from './check-digits.js'
import { day, drawn, grouped, month, year, type NationalNumber } from './number-parts.js'
import { digits, padded, upper, type Chance } from './random.js'

function cpf(chance: Chance): string {
  const base = chance.text(digits, 9)
  const digitOf = (text: string): string => {
    const rest =
      (weightedSum(
        text,
        Array.from({ length: text.length }, (_, index) => text.length + 1 - index)
      ) *
        10) %
      11
    return String(rest % 10)
  }
  const first = digitOf(base)
  return base + first + digitOf(base + first)
}

function cnpj(chance: Chance): string {
  const base = chance.text(digits, 8) + '0001'
  const digitOf = (text: string): string => {
    const weights = [...text].map((_, index) => 2 + ((text.length - 1 - index) % 8))
    const rest = weightedSum(text, weights) % 11
    return String(rest < 2 ? 0 : 11 - rest)
  }
  const first = digitOf(base)
  return base + first + digitOf(base + first)
}

/** Numbers of people outside Europe. */
export const numbersElsewhere: readonly NationalNumber[] = [
  {
    country: 'US',
    kind: 'social security number',
    label: 'SSN',
    told: 'anywhere',
    make: (chance) =>
      `${padded(100 + chance.below(500), 3)}-${padded(1 + chance.below(98), 2)}-${padded(1 + chance.below(9998), 4)}`
  },
  {
    country: 'US',
    kind: 'ITIN',
    label: 'ITIN',
    told: 'anywhere',
    make: (chance) =>
      `9${chance.text(digits, 2)}-7${chance.text('012345678', 1)}-${padded(1 + chance.below(9998), 4)}`
  },
  {
    country: 'US',
    kind: 'social security number, digits',
    label: 'SSN',
    told: 'labelled',
    make: (chance) => `2${chance.text('123456789', 8)}`
  },
  {
    country: 'US',
    kind: 'Medicare beneficiary',
    label: 'MBI',
    told: 'anywhere',
    make: (chance) =>
      `${chance.pick(['1', '4', '7'])}EG4-TE${chance.text('123456789', 1)}-MK${chance.text(digits, 2)}`
  },
  {
    country: 'CA',
    kind: 'SIN',
    label: 'SIN',
    told: 'anywhere',
    make: (chance) => {
      const base = chance.text('1234567', 1) + chance.text(digits, 7)
      return grouped(base + luhnDigit(base), [3, 3, 3], ['-', '-'])
    }
  },
  {
    country: 'AU',
    kind: 'TFN',
    label: 'tax file number',
    told: 'labelled',
    make: drawn((chance) => {
      const base = chance.text('123456789', 8)
      const last = [...digits].find(
        (digit) => weightedSum(base + digit, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0
      )
      return last === undefined ? undefined : grouped(base + last, [3, 3, 3], [' ', ' '])
    })
  },
  {
    country: 'AU',
    kind: 'Medicare number',
    label: 'Medicare number',
    told: 'anywhere',
    make: (chance) => {
      const base = chance.text('23456', 1) + chance.text(digits, 7)
      return grouped(
        `${base}${weightedSum(base, [1, 3, 7, 9]) % 10}${chance.text('12345', 1)}`,
        [4, 5, 1],
        [' ', ' ']
      )
    }
  },
  {
    country: 'BR',
    kind: 'CPF',
    label: 'CPF',
    told: 'anywhere',
    make: (chance) => grouped(cpf(chance), [3, 3, 3, 2], ['.', '.', '-'])
  },
  { country: 'BR', kind: 'CPF, digits', label: 'CPF', told: 'labelled', make: cpf },
  {
    country: 'BR',
    kind: 'CNPJ',
    label: 'CNPJ',
    told: 'anywhere',
    make: (chance) => grouped(cnpj(chance), [2, 3, 3, 4, 2], ['.', '.', '/', '-'])
  },
  {
    country: 'IN',
    kind: 'Aadhaar',
    label: 'Aadhaar',
    told: 'anywhere',
    make: (chance) => {
      const base = chance.text('23456789', 1) + chance.text(digits, 10)
      return grouped(base + verhoeffDigit(base), [4, 4, 4], [' ', ' '])
    }
  },
  {
    country: 'IN',
    kind: 'PAN',
    label: 'PAN',
    told: 'anywhere',
    make: (chance) =>
      `${chance.text(upper, 3)}P${chance.text(upper, 1)}${chance.text('123456789', 4)}${chance.text(upper, 1)}`
  },
  {
    country: 'CN',
    kind: 'resident number',
    label: '身份证号',
    told: 'anywhere',
    make: (chance) => {
      const base = `11010519${year(chance)}${month(chance)}${day(chance)}${chance.text(digits, 3)}`
      return (
        base +
        ('10X98765432'[weightedSum(base, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] ?? '')
      )
    }
  },
  {
    country: 'SG',
    kind: 'NRIC',
    label: 'NRIC',
    told: 'anywhere',
    make: (chance) => {
      const base = chance.text(digits, 7)
      return `S${base}${'JZIHGFEDCBA'[weightedSum(base, [2, 7, 6, 5, 4, 3, 2]) % 11] ?? ''}`
    }
  },
  {
    country: 'TR',
    kind: 'kimlik number',
    label: 'T.C. kimlik no',
    told: 'labelled',
    make: (chance) => {
      const base = chance.text('123456789', 9)
      const odd = weightedSum(base, [1, 0])
      const even = weightedSum(base, [0, 1])
      const tenth = (((odd * 7 - even) % 10) + 10) % 10
      return `${base}${tenth}${(odd + even + tenth) % 10}`
    }
  }
]
