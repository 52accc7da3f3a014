import { whole, type PlantKind, type Planted } from './plant.js'
import { digits, lower, type Chance } from './random.js'

/** A kind, what people call it, what gives it away, and how it is made. */
export type PersonalRow = readonly [
  kind: string,
  label: string,
  told: PlantKind['told'],
  make: (chance: Chance) => Planted
]

const firstNames = [
  'Anneliese',
  'Priyanka',
  'Mateusz',
  'Oluwaseun',
  'Søren',
  'Beatriz',
  'Tadeusz',
  'Marie-Claire'
]
const lastNames = [
  'Quartermaine',
  'Szczepański',
  'Okonkwo',
  'Vanderbilt',
  "O'Shaughnessy",
  'Castellanos',
  'Grünewald',
  'Tanaka-Reyes'
]

function fullName(chance: Chance): Planted {
  const names = [chance.pick(firstNames), chance.pick(lastNames)]
  return { text: names.join(' '), cores: names }
}

const oneName =
  (names: readonly string[]) =>
  (chance: Chance): Planted =>
    whole(chance.pick(names))

/** Names and addresses, which only their key gives away. */
export const personRows: readonly PersonalRow[] = [
  [
    'street address',
    'address',
    'keyed',
    (chance) => {
      const street = chance.pick([
        'Birchwood Avenue',
        'Kestrel Lane',
        'Mulberry Street',
        'Rosenthaler Straße',
        'Kastanienallee'
      ])
      return {
        text: `${chance.pick([`${1 + chance.below(250)} ${street}`, `${street} ${1 + chance.below(250)}`])}`,
        cores: [street]
      }
    }
  ],
  [
    'street',
    'street',
    'keyed',
    (chance) => whole(chance.pick(['Birchwood Avenue 12', 'Rosenthaler Straße 40', '14 Kestrel Lane']))
  ],
  [
    'post code',
    'postcode',
    'keyed',
    (chance) => whole(chance.pick(['SW1A 2AA', 'EC4M 7RF', '10178', '90210-1234']))
  ],
  ['first name', 'first name', 'keyed', oneName(firstNames)],
  ['given name', 'given name', 'keyed', oneName(firstNames)],
  ['last name', 'last name', 'keyed', oneName(lastNames)],
  ['surname', 'surname', 'keyed', oneName(lastNames)],
  ['full name', 'full name', 'keyed', fullName],
  ['name', 'name', 'keyed', fullName],
  ['customer', 'customer', 'keyed', fullName],
  ['customer name', 'customer name', 'keyed', fullName],
  ['patient', 'patient', 'keyed', fullName],
  ['patient name', 'patient name', 'keyed', fullName],
  ['cardholder name', 'cardholder name', 'keyed', fullName],
  ['user name', 'user name', 'keyed', (chance) => whole(`${chance.text(lower, 7)}${chance.text(digits, 2)}`)]
]
