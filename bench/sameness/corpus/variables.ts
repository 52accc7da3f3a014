import { between, hexDigits, letters, pick, type Random } from './random.js'

const digits = '0123456789'
const names: readonly [string, ...string[]] = [
  'amira',
  'jonas',
  'wen.li',
  'o.nowak',
  'sofia',
  'kofi',
  'elif',
  'tomas'
]
const words: readonly [string, ...string[]] = [
  'harbour',
  'meadow',
  'quarry',
  'orchard',
  'lantern',
  'willow',
  'copper'
]
const two = (value: number): string => String(value).padStart(2, '0')

/** What fills the holes of a template, by the kind of variable. Every value is made up. */
export const variables: Readonly<Record<string, (random: Random) => string>> = {
  int: (random) => String(between(random, 2, 99_999)),
  bigint: (random) => `${between(random, 1, 9)}${letters(random, 17, digits)}`,
  float: (random) => `${between(random, 0, 900)}.${letters(random, between(random, 1, 6), digits)}`,
  percent: (random) => `${between(random, 1, 99)}%`,
  ms: (random) => `${between(random, 2, 90_000)}ms`,
  duration: (random) =>
    pick(random, [
      `${between(random, 2, 59)}s`,
      `${between(random, 1, 9)}m${between(random, 10, 59)}s`,
      `${between(random, 1, 900)}.${between(random, 1, 99)}ms`
    ]),
  size: (random) => `${between(random, 2, 900)}${pick(random, ['MB', 'KiB', 'GB', ' bytes'])}`,
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => letters(random, length, hexDigits)).join('-'),
  hex: (random) => `0x${letters(random, 12, hexDigits)}`,
  digest: (random) => letters(random, pick(random, [32, 40, 64]), hexDigits),
  objectid: (random) => `65${letters(random, 22, hexDigits)}`,
  ip: (random) => `10.${between(random, 0, 255)}.${between(random, 0, 255)}.${between(random, 1, 254)}`,
  ipv6: (random) => `fd00:${letters(random, 4, '123456789abcdef')}::${letters(random, 4, '123456789abcdef')}`,
  port: (random) => String(between(random, 1024, 65_535)),
  host: (random) => `${pick(random, words)}-${between(random, 1, 40)}.internal.example.net`,
  url: (random) =>
    `https://${pick(random, words)}.example.com/items/${between(random, 10, 99_999)}?page=${between(random, 1, 90)}`,
  path: (random) =>
    `/var/lib/${pick(random, words)}/${letters(random, 6, hexDigits)}/part-${between(random, 1, 400)}.dat`,
  winpath: (random) => `C:\\data\\${pick(random, words)}\\${between(random, 1, 900)}.tmp`,
  email: (random) => `${pick(random, names)}${between(random, 1, 99)}@mail.example.org`,
  user: (random) => `${pick(random, names)}${between(random, 10, 99)}`,
  date: (random) => `2026-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`,
  time: (random) =>
    `2026-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}T${two(between(random, 0, 23))}:${two(between(random, 0, 59))}:${two(between(random, 0, 59))}.${letters(random, 3, digits)}Z`,
  epoch: (random) => `17${letters(random, 8, digits)}`,
  quoted: (random) => `'${pick(random, words)} ${pick(random, words)} ${between(random, 1, 900)}'`,
  token: (random) => letters(random, 22, `${hexDigits}ghjkmnpqrstvwxyzABCDEFGHJKMNPQRST`),
  list: (random) =>
    `[${Array.from({ length: between(random, 2, 6) }, () => between(random, 1, 9000)).join(', ')}]`,
  key: (random) => `${pick(random, words)}:${between(random, 1, 90_000)}`,
  arn: (random) =>
    `arn:aws:sqs:eu-west-1:${letters(random, 12, digits)}:${pick(random, words)}-${between(random, 1, 99)}`,
  pod: (random) =>
    `${pick(random, words)}-${letters(random, 9, 'bcdfghjklmnpqrstvwxz2456789')}-${letters(random, 5, 'bcdfghjklmnpqrstvwxz2456789')}`,
  version: (random) => `${between(random, 1, 9)}.${between(random, 0, 30)}.${between(random, 0, 30)}`
}

/** The template with its holes, `{uuid}`, filled. An unknown kind is an error of the template. */
export function fill(template: string, random: Random): string {
  return template.replace(/\{(\w+)\}/g, (_, kind: string) => {
    const make = variables[kind]
    if (make === undefined)
      throw new Error(`The template "${template}" has a hole of an unknown kind: ${kind}.`)
    return make(random)
  })
}

export function kindsOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))]
}
