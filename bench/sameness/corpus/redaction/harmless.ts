import { chanceFrom, digits, hexDigits, lower, padded, upper, type Chance } from './random.js'

/** A text that says nothing private, and the kind of value that might be mistaken. */
export interface HarmlessText {
  readonly kind: string
  readonly text: string
}

const version = (chance: Chance, parts: number): string =>
  Array.from({ length: parts }, () => String(chance.below(30))).join('.')

const word = (chance: Chance): string => chance.text(lower, 4 + chance.below(6))

const uuid = (chance: Chance): string =>
  [8, 4, 4, 4, 12].map((length) => chance.text(hexDigits, length)).join('-')

const kinds: readonly (readonly [kind: string, write: (chance: Chance) => string])[] = [
  ['version after a word', (chance) => `requires version ${version(chance, 4)} of the driver`],
  ['version behind v', (chance) => `running v${version(chance, 4)} since noon`],
  [
    'version of a package',
    (chance) => `cannot resolve ${word(chance)}@${version(chance, 4)} from the registry`
  ],
  [
    'version of an assembly',
    (chance) => `Could not load Acme.${word(chance)}, Version=${chance.below(20)}.0.0.0, Culture=neutral`
  ],
  [
    'bare version of an assembly',
    (chance) => `Acme.${word(chance)} ${chance.below(20)}.${chance.below(20)}.0.0 is not signed`
  ],
  [
    'version in a path',
    (chance) => `/usr/lib/gems/${word(chance)}-${version(chance, 4)}/lib/${word(chance)}.rb`
  ],
  [
    'browser',
    (chance) => `Mozilla/5.0 (X11; Linux x86_64) Chrome/${100 + chance.below(40)}.0.0.0 Safari/537.36`
  ],
  ['UUID', (chance) => `request ${uuid(chance)} failed with 500`],
  ['commit', (chance) => `built from ${chance.text(hexDigits, 40)} on main`],
  ['digest', (chance) => `sha256:${chance.text(hexDigits, 64)} does not match`],
  [
    'trace',
    (chance) => `trace_id=${chance.text(digits.slice(1), 19)} span_id=${chance.text(digits.slice(1), 18)}`
  ],
  ['time stamp', (chance) => `expired at ${1_700_000_000_000 + chance.below(90_000_000)}`],
  [
    'ISO time',
    (chance) =>
      `2026-03-${padded(1 + chance.below(28), 2)}T09:26:53.${padded(chance.below(1000), 3)}Z ERROR [main] started`
  ],
  ['order number', (chance) => `order ${chance.text(digits.slice(1), 9)} has no lines`],
  [
    'long id',
    (chance) =>
      `cart ${chance.text(digits.slice(1), 11)} is locked by job ${chance.text(digits.slice(1), 12)}`
  ],
  [
    'size',
    (chance) =>
      `allocated ${chance.below(9_000_000)} bytes of ${chance.below(9_000_000)} in ${chance.below(900)} ms`
  ],
  [
    'thousands',
    (chance) => `read ${1 + chance.below(8)} ${chance.text(digits, 3)} ${chance.text(digits, 3)} rows`
  ],
  [
    'price',
    (chance) =>
      `total ${chance.below(900)}.${chance.text(digits, 2)} EUR, tax ${chance.below(90)}.${chance.text(digits, 2)}`
  ],
  [
    'ticket',
    (chance) =>
      `see ${chance.text(upper, 3)}-${chance.below(9000)} and ${chance.text(upper, 4)}-${chance.below(900)}`
  ],
  [
    'pod',
    (chance) => `pod ${word(chance)}-${chance.text(hexDigits, 9)}-${chance.text(lower, 5)} was evicted`
  ],
  ['object id', (chance) => `document ${chance.text(hexDigits, 24)} not found`],
  ['pointer', (chance) => `segfault at 0x${chance.text(hexDigits, 12)} ip 0x${chance.text(hexDigits, 12)}`],
  ['identity hash', (chance) => `java.lang.Object@${chance.text(hexDigits, 8)} is not comparable`],
  ['port', (chance) => `connect ECONNREFUSED localhost:${1024 + chance.below(60_000)}`],
  ['property', (chance) => `Cannot read properties of undefined (reading '${word(chance)}')`],
  [
    'token of a grammar',
    (chance) => `Unexpected token ${chance.pick(['<', '}', ';'])} in JSON at position ${chance.below(900)}`
  ],
  [
    'key of a database',
    (chance) => `Duplicate entry for key '${word(chance)}_${word(chance)}_idx${chance.below(9)}'`
  ],
  ['constraint', (chance) => `violates foreign key constraint "fk_${word(chance)}_${word(chance)}"`],
  [
    'frame of Node',
    (chance) =>
      `    at ${word(chance)} (/srv/app/src/${word(chance)}.ts:${1 + chance.below(900)}:${1 + chance.below(80)})`
  ],
  [
    'frame of Java',
    (chance) => `\tat com.acme.${word(chance)}.Token.check(Token.java:${1 + chance.below(900)})`
  ],
  [
    'frame of Firefox',
    (chance) =>
      `${word(chance)}@https://cdn.example.org/app-${chance.text(hexDigits, 8)}.js:1:${chance.below(90_000)}`
  ],
  [
    'frame of React Native',
    (chance) => `${word(chance)}@index.android.bundle:${1 + chance.below(900)}:${chance.below(9000)}`
  ],
  [
    'frame of Python',
    (chance) => `  File "/srv/app/${word(chance)}.py", line ${1 + chance.below(900)}, in password_reset`
  ],
  ['frame of Go', (chance) => `\t/srv/app/token.go:${1 + chance.below(900)} +0x${chance.text(hexDigits, 3)}`],
  [
    'missing credential',
    (chance) =>
      `${chance.pick(['password', 'token', 'api key', 'secret'])} is ${chance.pick(['required', 'missing', 'invalid'])} for ${word(chance)}`
  ],
  [
    'system account',
    (chance) =>
      `authentication failure; user=${chance.pick(['root', 'postgres', 'www-data', 'nobody'])} tty=ssh`
  ],
  [
    'coordinates',
    (chance) =>
      `bounds ${chance.below(90)}.${chance.text(digits, 6)},${chance.below(90)}.${chance.text(digits, 6)} are empty`
  ],
  ['address of a socket', (chance) => `address already in use :::${1024 + chance.below(60_000)}`],
  ['host', (chance) => `getaddrinfo ENOTFOUND ${word(chance)}.${word(chance)}.svc.cluster.local`],
  [
    'route',
    (chance) =>
      `GET /api/v2/orders/${chance.below(90_000)}/items/${chance.below(900)} 404 in ${chance.below(900)} ms`
  ]
]

/** Texts of every kind, `perKind` of each; the same seed gives the same texts. */
export function harmlessTexts(seed: number, perKind: number): readonly HarmlessText[] {
  const chance = chanceFrom(seed)
  return kinds.flatMap(([kind, write]) =>
    Array.from({ length: perKind }, () => ({ kind, text: write(chance) }))
  )
}
