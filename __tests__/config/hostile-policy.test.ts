import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readPolicy } from '../../src/config/read-policy.js'

const NAME = '.github/datadog-autofix.yml'

/** The lines of a file, below the one setting that every file needs. */
function file(...lines: readonly string[]): string {
  return ['jira: { project: PPL }', ...lines].join('\n')
}

describe('whatever the file holds', () => {
  it('there is an answer, and each problem names the file', () => {
    const piece = fc.constantFrom(
      'jira:',
      'project: PPL',
      'rubric:',
      ' ',
      '  ',
      '\n',
      '- ',
      '*a',
      '&a ',
      '[',
      ']',
      '{',
      '}',
      '"',
      ': ',
      '? ',
      '| ',
      '!!binary x',
      '!!set ',
      '<<: ',
      '__proto__: ',
      'constructor: ',
      'ownership:',
      'teams:',
      'services:',
      'default: x',
      'privacy:',
      'redact:',
      'pattern: (',
      '.nan',
      '1e999',
      '~',
      '%YAML 1.1',
      '---',
      '\t',
      '\u0000'
    )
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('\n')),
      fc.jsonValue().map((value) => JSON.stringify(value))
    )
    fc.assert(
      fc.property(text, (content) => {
        const result = readPolicy(NAME, content)
        if (result.ok) return
        expect(result.problems.length).toBeGreaterThan(0)
        for (const problem of result.problems) expect(problem.startsWith(NAME)).toBe(true)
      }),
      { numRuns: 1500 }
    )
  })

  it.each([
    ['a circle of anchors', file('on-error: &a [*a]')],
    ['a circle where text belongs', file('datadog: &a { acknowledge: *a }')],
    ['a circle where anything goes', 'jira: { project: PPL, fields: &a { b: *a } }'],
    ['keys that are lists', file('? [a]', ': b')],
    ['too many aliases', file('a: &a [x,x,x,x,x,x,x,x,x,x]', ...bomb())]
  ])('%s is read or refused', (_, text) => {
    expect(() => readPolicy(NAME, text)).not.toThrow()
  })
})

/** Each line holds the one above ten times. */
function bomb(): string[] {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  return names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index]},`.repeat(10)}]`)
}

describe('a file that is nested too deep', () => {
  it.each([
    ['brackets', `rubric: ${'['.repeat(3000)}`],
    ['braces that are closed', `rubric: ${'{a: '.repeat(500)}1${'}'.repeat(500)}`],
    ['dashes', `rubric: \n  ${'- '.repeat(3000)}1`]
  ])('by %s is one problem that names the line', (_, text) => {
    const read = readPolicy(NAME, file(text))
    expect(read).toEqual({
      ok: false,
      problems: [expect.stringMatching(/line [23]: more than 100 .* are open/)]
    })
  })

  it('is none with a ruler of dashes, or with a hundred lists beside each other', () => {
    const rulers = ['# ' + '-'.repeat(200), '# ' + '- '.repeat(200), ...Array<string>(150).fill('# [a] {b}')]
    expect(readPolicy(NAME, file(...rulers)).ok).toBe(true)
  })
})
