import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { codeOwnersPaths, findOwnershipRule, parseCodeOwners } from '../../../src/flow/decision/codeowners.js'

function ownersOf(text: string, path: string): readonly string[] | undefined {
  return findOwnershipRule(parseCodeOwners('CODEOWNERS', text), path)?.owners
}

describe("GitHub's documented patterns", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['*', ['a.ts', 'src/deep/a.ts', '.github/workflows/ci.yml'], []],
    ['*.js', ['a.js', 'src/deep/a.js'], ['a.jsx', 'a.js.map', 'js']],
    ['/build/logs/', ['build/logs/a.txt', 'build/logs/deep/a.txt'], ['src/build/logs/a.txt', 'build/a.txt']],
    [
      'docs/*',
      ['docs/getting-started.md'],
      ['docs/build-app/troubleshooting.md', 'src/docs/a.md', 'docs.md']
    ],
    ['apps/', ['apps/a.ts', 'src/apps/a.ts', 'src/apps/deep/a.ts'], ['apps', 'my-apps/a.ts']],
    ['/docs/', ['docs/a.md', 'docs/build-app/a.md'], ['src/docs/a.md']],
    ['/scripts/', ['scripts/a.sh', 'scripts/deep/a.sh'], ['src/scripts/a.sh']],
    [
      '**/logs',
      ['logs/a.txt', 'build/logs/a.txt', 'scripts/logs/a.txt', 'deeply/nested/logs/deep/a.txt'],
      ['build/logs.txt', 'mylogs/a.txt']
    ],
    ['*.txt', ['a.txt', 'deep/a.txt'], ['a.txt.gz']],
    ['/apps/github', ['apps/github', 'apps/github/a.ts'], ['apps/githubber/a.ts', 'src/apps/github/a.ts']]
  ])('%s', (pattern, owned, others) => {
    for (const path of owned) expect([path, ownersOf(`${pattern} @o`, path)]).toEqual([path, ['@o']])
    for (const path of others) expect([path, ownersOf(`${pattern} @o`, path)]).toEqual([path, undefined])
  })
})

describe('a star at the end owns the files of a folder, and not those of its folders', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['/*', ['a.ts'], ['src/a.ts']],
    ['src/*/*', ['src/a/b.ts'], ['src/b.ts', 'src/a/b/c.ts']],
    ['/src/api/*', ['src/api/a.ts'], ['src/api/v1/a.ts']],
    ['src/**/api/*', ['src/api/a.ts', 'src/x/api/a.ts', 'src/api/api/a.ts'], ['src/x/api/v1/a.ts']]
  ])('%s', (pattern, owned, others) => {
    for (const path of owned) expect([path, ownersOf(`${pattern} @o`, path)]).toEqual([path, ['@o']])
    for (const path of others) expect([path, ownersOf(`${pattern} @o`, path)]).toEqual([path, undefined])
  })

  it.each([
    ['**/*', 'src/deep/a.ts'],
    ['src/**/*', 'src/deep/er/a.ts'],
    ['src/**', 'src/deep/er/a.ts']
  ])('but %s reaches every depth', (pattern, path) => {
    expect(ownersOf(`${pattern} @o`, path)).toEqual(['@o'])
  })
})

describe('a file of many lines', () => {
  const text = [
    '# Owners of last resort',
    '*       @global-owner1 @global-owner2',
    '',
    '*.js    @js-owner #This is an inline comment.',
    '*.go docs@example.com',
    '/apps/ @octocat',
    '/apps/github',
    'Src/ @capital',
    '/path#with-hash @hash',
    '\t/indented/\t@tabs\t@more  '
  ].join('\r\n')

  it.each<[string, readonly string[], number]>([
    ['README.md', ['@global-owner1', '@global-owner2'], 2],
    ['src/a.js', ['@js-owner'], 4],
    ['a.go', ['docs@example.com'], 5],
    ['apps/a.js', ['@octocat'], 6],
    ['apps/github/a.js', [], 7],
    ['src/a.ts', ['@global-owner1', '@global-owner2'], 2],
    ['Src/a.ts', ['@capital'], 8],
    ['path#with-hash', ['@hash'], 9],
    ['indented/a.ts', ['@tabs', '@more'], 10]
  ])('%s belongs to %j, by line %p', (path, owners, line) => {
    expect(findOwnershipRule(parseCodeOwners('CODEOWNERS', text), path)).toMatchObject({ owners, line })
  })

  it('the last match wins, even over a narrower one', () => {
    expect(ownersOf('/src/cart.ts @narrow\n* @wide', 'src/cart.ts')).toEqual(['@wide'])
  })

  it('a byte order mark belongs to no pattern', () => {
    expect(ownersOf('\uFEFF/src/ @o', 'src/a.ts')).toEqual(['@o'])
  })

  it('a blank in a path is written with a backslash', () => {
    expect(ownersOf('/my\\ docs/ @o', 'my docs/a.md')).toEqual(['@o'])
    expect(ownersOf('/my\\ docs/ @o', 'my/a.md')).toBeUndefined()
  })
})

describe('lines that GitHub skips', () => {
  it.each([
    ['negation', '!*.js @o'],
    ['a range', '*.[jt]s @o'],
    ['a section', '[Backend] @o'],
    ['an optional section', '^[Backend] @o'],
    ['an escaped hash', '\\#a.js @o'],
    ['an owner without @', '*.js octocat'],
    ['one owner of two without @', '*.js @octocat octocat'],
    ['a comment', '# *.js @o'],
    ['an indented comment', '   # *.js @o'],
    ['a blank line', '   ']
  ])('%s', (_, line) => {
    expect(ownersOf(`* @all\n${line}`, 'a.js')).toEqual(['@all'])
    expect(ownersOf(`* @all\n${line}`, '#a.js')).toEqual(['@all'])
  })
})

describe('whatever is asked', () => {
  it('looks where GitHub looks, in its order', () => {
    expect(codeOwnersPaths).toEqual(['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'])
  })

  it.each(['', '/app/src/cart.ts', '../cart.ts', './cart.ts'])('%j is no path of a repository', (path) => {
    expect(ownersOf('* @all', path)).toBeUndefined()
  })

  it('no file and no path makes it fail', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', '/', '*', '\\', ' ', '@', '#', '!', '[', '?', '.'),
      maxLength: 12
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.string(), (lines, path) => {
        const rule = findOwnershipRule(parseCodeOwners('CODEOWNERS', lines.join('\n')), path)
        expect(rule === undefined || rule.line <= lines.length).toBe(true)
      }),
      { numRuns: 1000 }
    )
  })
})
