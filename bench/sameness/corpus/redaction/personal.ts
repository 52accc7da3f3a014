import { ibanOf, luhnDigit, weightedSum } from './check-digits.js'
import { numbersElsewhere } from './numbers-elsewhere.js'
import { numbersOfEurope } from './numbers-of-europe.js'
import { personRows, type PersonalRow } from './people.js'
import { whole, type PlantKind, type Planted } from './plant.js'
import { digits, hexDigits, lower, padded, upper, type Chance } from './random.js'

const iban =
  (country: string, account: (chance: Chance) => string, spaced: boolean) =>
  (chance: Chance): Planted => {
    const text = ibanOf(country, account(chance))
    return whole(spaced ? (text.match(/.{1,4}/g) ?? []).join(' ') : text)
  }

const rows: readonly PersonalRow[] = [
  [
    'e-mail address',
    'e-mail',
    'anywhere',
    (chance) => {
      const local = `${chance.text(lower, 5)}.${chance.text(lower, 6)}`
      return {
        text: `${local}${chance.pick(['', '+news', '99'])}@${chance.pick(['mail.example.co.uk', 'example.org', 'firma.example.de'])}`,
        cores: [local]
      }
    }
  ],
  [
    'e-mail address in Unicode',
    'E-Mail',
    'anywhere',
    (chance) => {
      const local = `jürgen.${chance.text(lower, 6)}`
      return { text: `${local}@exämple.de`, cores: [local] }
    }
  ],
  [
    'phone, international',
    'phone',
    'anywhere',
    (chance) =>
      whole(
        `+${chance.pick(['44', '49', '33', '91', '61'])}${chance.text('123456789', 1)}${chance.text(digits, 9)}`
      )
  ],
  [
    'phone, international with spaces',
    'telephone',
    'anywhere',
    (chance) => whole(`+44 20 7${chance.text(digits, 3)} ${chance.text(digits, 4)}`)
  ],
  [
    'phone, North America',
    'phone number',
    'anywhere',
    (chance) =>
      whole(`(${chance.text('23456789', 1)}${chance.text('123456789', 2)}) 555-${chance.text(digits, 4)}`)
  ],
  [
    'phone, dashes',
    'phone number',
    'anywhere',
    (chance) =>
      whole(`${chance.text('23456789', 1)}${chance.text('123456789', 2)}-555-${chance.text(digits, 4)}`)
  ],
  [
    'phone, British mobile',
    'mobile',
    'anywhere',
    (chance) => whole(`077${chance.text(digits, 2)} ${chance.text('123456789', 1)}${chance.text(digits, 5)}`)
  ],
  [
    'phone, French',
    'téléphone',
    'anywhere',
    (chance) =>
      whole(
        `06 ${chance.text(digits, 2)} ${chance.text(digits, 2)} ${chance.text(digits, 2)} ${chance.text(digits, 2)}`
      )
  ],
  [
    'phone, German',
    'Telefon',
    'labelled',
    (chance) => whole(`030 ${chance.text('123456789', 1)}${chance.text(digits, 6)}`)
  ],
  [
    'phone, digits',
    'phone',
    'labelled',
    (chance) => whole(`${chance.text('23456789', 1)}${chance.text(digits, 9)}`)
  ],
  ...(
    [
      ['Visa', '4', 15],
      ['Mastercard', '53', 15],
      ['Amex', '37', 14],
      ['Discover', '6011', 15]
    ] as const
  ).flatMap(([brand, prefix, length]): PersonalRow[] => {
    const card = (chance: Chance): string => {
      const base = prefix + chance.text(digits, length - prefix.length)
      return base + luhnDigit(base)
    }
    return [
      [`payment card, ${brand}`, 'card number', 'anywhere', (chance) => whole(card(chance))],
      [
        `payment card, ${brand}, grouped`,
        'card number',
        'anywhere',
        (chance) => {
          const number = card(chance)
          const groups =
            length === 14
              ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)]
              : (number.match(/.{4}/g) ?? [])
          return whole(groups.join(chance.pick([' ', '-'])))
        }
      ]
    ]
  }),
  ['IBAN, Germany', 'IBAN', 'anywhere', iban('DE', (chance) => chance.text(digits, 18), false)],
  [
    'IBAN, Britain, grouped',
    'IBAN',
    'anywhere',
    iban('GB', (chance) => `WEST${chance.text(digits, 14)}`, true)
  ],
  [
    'IBAN, France',
    'IBAN',
    'anywhere',
    iban(
      'FR',
      (chance) => `${chance.text(digits, 10)}${chance.text(upper, 2)}${chance.text(digits, 11)}`,
      false
    )
  ],
  [
    'routing number',
    'routing number',
    'labelled',
    (chance) => {
      const base = `0${chance.text('12', 1)}${chance.text(digits, 6)}`
      return whole(base + String((10 - (weightedSum(base, [3, 7, 1]) % 10)) % 10))
    }
  ],
  [
    'sort code',
    'sort code',
    'labelled',
    (chance) => whole([2, 2, 2].map((length) => chance.text('123456789', length)).join('-'))
  ],
  ['bank account', 'account number', 'labelled', (chance) => whole(chance.text('123456789', 8))],
  [
    'passport',
    'passport number',
    'labelled',
    (chance) => whole(`${chance.text('CFGHJK', 1)}${chance.text(digits, 8)}`)
  ],
  [
    'date of birth',
    'date of birth',
    'labelled',
    (chance) =>
      whole(
        `19${padded(40 + chance.below(59), 2)}-0${chance.text('123456789', 1)}-1${chance.text(digits, 1)}`
      )
  ],
  [
    'IPv4 address',
    'client ip',
    'anywhere',
    (chance) =>
      whole(`${chance.pick(['203.0.113', '198.51.100', '10.42.7', '192.168.17'])}.${1 + chance.below(253)}`)
  ],
  [
    'IPv6 address',
    'remote address',
    'anywhere',
    (chance) =>
      whole(
        `2001:db8:${chance.text('123456789', 1)}${chance.text(hexDigits, 3)}::${chance.text('123456789', 1)}${chance.text(hexDigits, 3)}`
      )
  ],
  [
    'IPv6 address, long',
    'remote address',
    'anywhere',
    (chance) => whole(`2001:0db8:${Array.from({ length: 6 }, () => chance.text(hexDigits, 4)).join(':')}`)
  ],
  [
    'MAC address',
    'hardware address',
    'anywhere',
    (chance) =>
      whole(Array.from({ length: 6 }, () => chance.text(hexDigits, 2)).join(chance.pick([':', '-'])))
  ]
]

/** Personal data of every kind. */
export const personalPlants: readonly PlantKind[] = [
  ...[...rows, ...personRows].map(([kind, label, told, make]): PlantKind => ({
    family: 'personal',
    kind,
    key: keyOf(label),
    label,
    told,
    make
  })),
  ...[...numbersOfEurope, ...numbersElsewhere].map(({ country, kind, label, told, make }): PlantKind => ({
    family: 'personal',
    kind: `${country} ${kind}`,
    issuer: country,
    key: keyOf(label),
    label,
    told,
    make: (chance) => whole(make(chance))
  }))
]

function keyOf(label: string): readonly string[] {
  return label.toLowerCase().replaceAll('.', '').split(/[ -]/)
}
