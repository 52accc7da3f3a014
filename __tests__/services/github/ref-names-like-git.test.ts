import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isRefName } from '../../../services/github/ref-name.js'

/** One process for many names, each of which is one more. */
function namesThatGitTakes(names: readonly string[]): readonly boolean[] {
  const script = 'for name; do if git check-ref-format "$name"; then echo yes; else echo no; fi; done'
  const told = execFileSync('sh', ['-c', script, 'sh', ...names], { encoding: 'utf8' })
  return told
    .trimEnd()
    .split('\n')
    .map((each) => each === 'yes')
}

describe('names of refs', () => {
  const table = [
    ...[
      '',
      '/',
      '@',
      'HEAD',
      'refs',
      'refs/',
      'refs/heads',
      'refs/heads/',
      '/refs/heads/a',
      'refs//a',
      'a/b'
    ],
    ...[
      'refs/heads/@',
      'refs/heads/a@{b',
      'refs/heads/a@',
      'refs/heads/{',
      'refs/heads/a..b',
      'refs/heads/a.'
    ],
    ...[
      'refs/a./b',
      'refs/heads/.a',
      'refs/.heads/a',
      'refs/heads/a.lock',
      'refs/a.lock/b',
      'refs/heads/.lock'
    ],
    ...[
      'refs/heads/a b',
      'refs/heads/a~b',
      'refs/heads/a^',
      'refs/heads/a:b',
      'refs/heads/a?',
      'refs/heads/a*'
    ],
    ...[
      'refs/heads/[a',
      'refs/heads/a]',
      'refs/heads/a\\b',
      'refs/heads/a\tb',
      'refs/heads/a\nb',
      'refs/heads/\u007f'
    ],
    ...[
      'refs/heads/\u0080',
      'refs/heads/é',
      'refs/heads/\u{1f600}',
      'refs/heads/-',
      'refs/-a/b',
      'refs/heads/a..lock'
    ],
    ...[
      'refs/heads/a.LOCK',
      'refs/heads/a.lockb',
      'refs/../a',
      'refs/./a',
      'refs/heads/@{',
      `refs/heads/${'a'.repeat(300)}`
    ]
  ]

  it('are those that git takes, for every rule of git', () => {
    expect(table.map((each) => [each, isRefName(each)])).toEqual(
      namesThatGitTakes(table).map((taken, at) => [table[at], taken])
    )
    expect(isRefName('refs/heads/a\0b')).toBe(false)
  })

  it('are those that git takes, whatever they are made of', () => {
    const pieces = [
      '/',
      '.',
      '..',
      'a',
      'lock',
      '.lock',
      '@',
      '{',
      '@{',
      '~',
      '\\',
      ' ',
      '\u007f',
      'é',
      '*',
      '-',
      'refs/'
    ]
    const name = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 })
      .map((each) => each.join(''))
      // Git would read an option.
      .filter((each) => !each.startsWith('-'))
    const names = fc.sample(name, 300)
    expect(names.map((each) => [each, isRefName(each)])).toEqual(
      namesThatGitTakes(names).map((taken, at) => [names[at], taken])
    )
  })
})
