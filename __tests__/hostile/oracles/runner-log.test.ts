import { describe, expect, it } from '@jest/globals'
import { RunnerLog } from '../../../services/runner/runner-log.js'

function read(...lines: readonly string[]): RunnerLog {
  const log = new RunnerLog()
  for (const line of lines) log.show(line)
  return log
}

describe("a runner's reading of a log", () => {
  it.each([
    ['::error file=a.ts,line=1::x%0Ay%25', 'error', { file: 'a.ts', line: '1' }, 'x\ny%'],
    [' \t\u00a0\u3000::Warning title=a%3Ab::x', 'warning', { title: 'a:b' }, 'x'],
    ['::set-output name=a::b', 'set-output', { name: 'a' }, 'b'],
    ['text ##[error line=1;]x', 'error', { line: '1' }, 'x'],
    ['##[group]x', 'group', {}, 'x'],
    [':\u200b:notice::x', 'notice', {}, 'x'],
    ['::group::x::error::y', 'group', {}, 'x::error::y']
  ])('takes %j for a command', (line, name, properties, message) => {
    expect(read(line).commands).toEqual([{ name, properties, message, line }])
  })

  it.each([
    'a ::error::x',
    '::nothing::x',
    ':: error::x',
    '::error',
    '##[x',
    '## [error]x',
    '\u001b[1m::error::x'
  ])('takes %j for a line', (line) => {
    expect(read(line)).toMatchObject({ commands: [], lines: [line] })
  })

  it('ends a line at a carriage return', () => {
    expect(read('a\r::error::x\r').commands.map(({ name }) => name)).toEqual(['error'])
  })

  it('masks every line of a value, and shows nothing of the command', () => {
    const log = read('::add-mask::ab%0Acd', 'x ab', 'cd y')
    expect(log.lines).toEqual(['x ***', '*** y'])
  })

  it('takes nothing for a command until it is told the word', () => {
    const log = read('::stop-commands::Word', '::error::x', '::word::', '::error::y')
    expect(log.annotations).toEqual([{ kind: 'error', message: 'y' }])
    expect(log.lines).toContain('::error::x')
  })
})
