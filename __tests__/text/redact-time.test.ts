import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/text/redact.js'
import { neutraliseCommands, sanitiseText } from '../../src/text/sanitise.js'
import { truncateText } from '../../src/text/truncate.js'
import { growthOf, linearGrowth } from '../growth.js'

const redactor = createRedactor({
  mode: 'standard',
  patterns: [],
  secrets: ['0a1b2c3d4e5f60718293a4b5c6d7e8f9']
})

/** Each has a start of some rule again and again, and never its end, or an end that shows only late. */
const hostile = [
  ...[
    'a',
    '1',
    ' ',
    '\n',
    '.',
    ':',
    '@',
    '=',
    '"',
    '\\',
    '%',
    '-',
    '<',
    '/',
    'a@',
    'a.',
    '1.',
    '1:',
    'f:',
    'a=',
    '::',
    '\\n'
  ],
  ...[
    'password=',
    'password="',
    'password=\\"',
    "password='a",
    'token: ',
    'password=,a',
    'name=John ',
    'Cookie: a="',
    '<password>'
  ],
  ...[
    'http://',
    'http://a:b',
    'redis://:',
    'https://https:',
    '%3A%2F%2F',
    'eyJ',
    '-eyJa',
    'eyJaaaaaaaaaa.',
    'ghs_1_',
    'xoxb-1-'
  ],
  ...[
    'github_pat_',
    'sk-ant-',
    'SG.',
    'figd_',
    'Basic aaaa',
    '-u a',
    '--password ',
    '-----BEGIN PRIVATE KEY-----',
    'datadog key '
  ],
  ...[
    '+1 ',
    '4111-1111-',
    '123-45-',
    'GB82 ',
    '0044 ',
    '020 ',
    '202-555-',
    '2001:db8::',
    '[redacted:',
    '\ufdd1',
    "in `password': "
  ],
  ...[
    '1 1 ',
    'A1-',
    '12.34.',
    '1234 5678 9012 ',
    'SSN 12',
    '%25',
    '&#64;',
    '\\u0041',
    'a:b:',
    'aa:bb:',
    '$6$a$',
    'secret_',
    'eyJA.',
    'key is ',
    'token a1B',
    'Q~',
    'AZDO',
    'address=1 A ',
    'Main Street ',
    "''a",
    '00D!A',
    '2/1',
    'M.aaaaaa.',
    'v1.0-'
  ],
  ...['\u0316\u0301', '\u001b[', '\u001b]', '\u009d', '\u200b', '\ud83d', '\u2028']
]

describe('text that was written to keep the rules busy takes linear time', () => {
  it.each(hostile.map((unit) => ({ unit, title: JSON.stringify(unit) })))('$title', ({ unit }) => {
    const fill = (size: number): string => `x${unit.repeat(Math.ceil(size / unit.length))}!`
    expect(growthOf(fill, (text) => redactor.redact(text))).toBeLessThan(linearGrowth)
    expect(growthOf(fill, showText)).toBeLessThan(linearGrowth)
  })
})

function showText(text: string): void {
  sanitiseText(text)
  neutraliseCommands(text)
  truncateText(text, 1000)
}
