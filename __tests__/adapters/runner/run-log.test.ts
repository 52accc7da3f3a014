import { describe, expect, it } from '@jest/globals'
import { commandIn, SECRET, watchedLog } from './runner.js'

function infoLines(sentence: string, data?: Record<string, unknown>): readonly string[] {
  const { log, lines } = watchedLog()
  log.info(sentence, data)
  return lines
}

describe('a line of information', () => {
  it('is the sentence as it is', () => {
    expect(infoLines('Read 3 issues, 50% of them new: done.')).toEqual([
      'Read 3 issues, 50% of them new: done.'
    ])
  })

  it('carries data behind the sentence', () => {
    const data = {
      key: 'PPL-7',
      count: 3,
      open: true,
      owner: null,
      note: 'two words',
      none: undefined,
      empty: ''
    }
    expect(infoLines('Filed', data)).toEqual([
      'Filed key=PPL-7 count=3 open=true owner=null note="two words" empty=""'
    ])
  })

  it.each<[string, unknown, string]>([
    ['a list', ['a', 'b c'], '["a","b c"]'],
    ['an object', { a: { b: 1 } }, '{"a":{"b":1}}'],
    ['an error', new Error('did not answer'), '"did not answer"'],
    ['a URL', 'https://acme.atlassian.net/browse/PPL-7?x=1', '"https://acme.atlassian.net/browse/PPL-7?x=1"'],
    ['quotes', 'say "hi"', '"say \\"hi\\""'],
    ['a line break', 'one\ntwo', '"one\\ntwo"'],
    ['a large number', 12n, '12'],
    ['a large number within', { at: 12n }, '{"at":"12"}']
  ])('shows %s so that its end can be seen', (_, value, shown) => {
    expect(infoLines('Seen', { value })).toEqual([`Seen value=${shown}`])
  })

  it('shows that there is data which cannot be read', () => {
    const ring: Record<string, unknown> = {}
    ring['self'] = ring
    expect(infoLines('Seen', { ring, after: 1 })).toEqual(['Seen ring="(not readable)" after=1'])
  })

  it('bounds its data, and not the sentence', () => {
    const sentence = 'x'.repeat(5000)
    const [line = ''] = infoLines(sentence, { long: 'y'.repeat(100_000), other: 1 })
    expect(line.startsWith(`${sentence} long=yyy`)).toBe(true)
    expect(line.length).toBeLessThanOrEqual(5000 + 2000)
    expect(line.length).toBeGreaterThan(5000 + 1900)
    expect(line).toMatch(/cut\]$/)
  })

  it('keeps the line breaks of a table', () => {
    expect(infoLines('| a | b |\n| 1 | 2 |')).toEqual(['| a | b |', '| 1 | 2 |'])
  })

  it('has no colours and no control characters', () => {
    const [line = ''] = infoLines('\u001b[31mred\u001b[0m \u0007bell', { value: '\u001b[1mbold\u001b[0m' })
    expect([...line].every((character) => character >= ' ')).toBe(true)
    expect(line).toContain('red')
    expect(line).toContain('bold')
  })
})

describe('text of strangers', () => {
  const attacks = [
    '::error::owned',
    '  ::set-output name=x::y',
    '\t::add-mask::e',
    'fine\n::stop-commands::token',
    'fine\r\n::warning title=x::y',
    'fine\r::error::y',
    '##[error]owned',
    'fine ##[add-mask]e',
    '\u200b::error::owned',
    ':\u200b:error::owned',
    '\u001b[0m::error::owned',
    '#\u200b#[error]owned',
    '\u2028::error::owned'
  ]

  it.each(attacks)('is no command to the runner: %j', (attack) => {
    for (const lines of [
      infoLines(attack),
      infoLines('Seen', { value: attack }),
      infoLines(`${attack}`, { a: 1 })
    ]) {
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) {
        expect(line).not.toMatch(/[\r\n]/)
        expect(commandIn(line)).toBeUndefined()
      }
    }
  })

  it.each(attacks)('stays inside of its annotation: %j', (attack) => {
    const { log, lines } = watchedLog()
    log.warning(attack, { value: attack })
    log.error(attack)
    expect(lines.map((line) => commandIn(line)?.command)).toEqual(['warning', 'error'])
    for (const line of lines) expect(line).not.toMatch(/[\r\n]/)
  })

  it('is no command either where annotations have run out', () => {
    const { log, lines } = watchedLog()
    for (let index = 0; index < 12; index += 1) log.warning('::error::owned\n::error::owned')
    const commands = lines.map((line) => commandIn(line)?.command).filter((name) => name !== undefined)
    expect(commands).toEqual(Array.from({ length: 10 }, () => 'warning'))
  })
})

describe('secrets', () => {
  const shown = (run: (log: ReturnType<typeof watchedLog>['log']) => void): string => {
    const { log, lines } = watchedLog()
    run(log)
    return lines.join('\n')
  }

  it.each([
    ['the sentence', (value: string) => shown((log) => log.info(value))],
    ['data', (value: string) => shown((log) => log.info('x', { value }))],
    ['nested data', (value: string) => shown((log) => log.info('x', { list: [{ value }] }))],
    ['an error', (value: string) => shown((log) => log.info('x', { error: new Error(value) }))],
    ['a warning', (value: string) => shown((log) => log.warning('x', { value }))],
    ['an error annotation', (value: string) => shown((log) => log.error(value))]
  ])('do not get through in %s', (_, show) => {
    for (const text of [SECRET, `a ${SECRET} b`, `hun\u200bter"2`]) {
      const result = show(text)
      expect(result).toContain('[removed]')
      expect(result).not.toContain('hunter')
    }
  })

  it('are not left in half where data is cut', () => {
    for (let before = 1900; before < 2010; before += 1) {
      const lines = infoLines('x', { value: `${'y'.repeat(before)}${SECRET}${'y'.repeat(500)}` })
      expect(lines.join('')).not.toContain('hun')
    }
  })
})

describe('annotations', () => {
  it('have a title, and their message as it was', () => {
    const { log, lines } = watchedLog()
    log.warning('100% of a, b: c\nsecond line', { reason: 'x:y,z' })
    log.notice('Filed')
    log.error('- one\n- two')
    expect(lines.map(commandIn)).toEqual([
      { command: 'warning', title: 'Datadog autofix', message: '100% of a, b: c\nsecond line reason=x:y,z' },
      { command: 'notice', title: 'Datadog autofix', message: 'Filed' },
      { command: 'error', title: 'Datadog autofix', message: '- one\n- two' }
    ])
    expect(lines[0]).toBe('::warning title=Datadog autofix::100%25 of a, b: c%0Asecond line reason=x:y,z')
  })

  it('are cut where the runner would cut them, and say so', () => {
    const { log, lines } = watchedLog()
    log.error('%'.repeat(10_000))
    const message = commandIn(lines[0] ?? '')?.message ?? ''
    expect(message.length).toBeLessThanOrEqual(4096)
    expect(message.length).toBeGreaterThan(4000)
    expect(message).toMatch(/cut\]$/)
  })

  it.each(['warning', 'notice', 'error'] as const)(
    'of kind %s are ten at most, and the log has the rest',
    (kind) => {
      const { log, lines } = watchedLog()
      for (let index = 1; index <= 13; index += 1) log[kind]('Something', { index })
      const commands = lines.map(commandIn)
      expect(commands.filter((command) => command?.command === kind)).toHaveLength(10)
      expect(commands[8]?.message).toBe('Something index=9')
      expect(commands[9]?.message).toContain(`every further ${kind} is in the log of this step only`)
      const label = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
      expect(lines.slice(10)).toEqual([10, 11, 12, 13].map((index) => `${label}: Something index=${index}`))
    }
  )

  it('say nothing of further ones while there are none', () => {
    const { log, lines } = watchedLog()
    for (let index = 1; index <= 9; index += 1) log.warning('Something', { index })
    for (let index = 1; index <= 9; index += 1) log.notice('Something', { index })
    expect(lines).toHaveLength(18)
    expect(lines.join()).not.toContain('further')
  })
})
