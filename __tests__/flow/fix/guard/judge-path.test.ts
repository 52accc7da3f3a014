import { describe, expect, it } from '@jest/globals'
import { oddityOf, foldPath } from '../../../../src/flow/fix/guard/path-spelling.js'
import { added, edited, fix, judge, removed, rulesOf, rulesWith, test } from './changes.js'

function touch(path: string) {
  return rulesWith(edited(path, 'one\n', 'two\n'))
}

describe('paths', () => {
  it.each([
    'src/cart.ts',
    'lib/cart/items.py',
    'app/[id]/page.tsx',
    'src/größe.ts',
    'src/корзина.ts',
    'pkg/a b.go'
  ])('lets %s pass', (path) => expect(touch(path)).toEqual([]))

  it.each([
    ['.github/workflows/ci.yml'],
    ['.GitHub/Workflows/ci.yml'],
    ['packages/a/.github/actions/x/action.yml'],
    ['.gitlab-ci.yml'],
    ['Jenkinsfile'],
    ['CODEOWNERS'],
    ['docs/CODEOWNERS'],
    ['docs/codeowners'],
    ['.git/config'],
    ['.git/hooks/pre-commit'],
    ['.GIT/config'],
    ['src/.git/config'],
    ['.claude/settings.json'],
    ['.Claude/settings.json'],
    ['CLAUDE.md'],
    ['src/claude.md'],
    ['AGENTS.md'],
    ['.mcp.json'],
    ['.cursorrules'],
    ['.windsurfrules'],
    ['docs/copilot-instructions.md'],
    ['.gitattributes'],
    ['.gitmodules'],
    ['.gitignore'],
    ['.husky/pre-commit'],
    ['.githooks/pre-push'],
    ['lefthook.yml'],
    ['.npmrc'],
    ['.yarnrc.yml'],
    ['.pnpmfile.cjs'],
    ['bunfig.toml'],
    ['pip.conf'],
    ['.envrc'],
    ['.env.production'],
    ['Dockerfile'],
    ['api/Dockerfile.prod'],
    ['compose.yaml'],
    ['main.tf'],
    ['charts/web/values.yaml'],
    ['Makefile'],
    ['Makef\u0131le'],
    ['justfile'],
    ['Taskfile.yml'],
    ['scripts/release.js'],
    ['bin/run.sh'],
    ['jest.config.ts'],
    ['web/vitest.config.mts'],
    ['pytest.ini'],
    ['tests/conftest.py'],
    ['spec/spec_helper.rb'],
    ['__mocks__/fs.js'],
    ['tox.ini'],
    ['build.rs'],
    ['settings.gradle'],
    ['tsconfig.build.json'],
    ['eslint.config.js'],
    ['.editorconfig'],
    ['vendor/lib/a.go'],
    ['db/migrations/1.py'],
    ['db/schema.rb'],
    ['api/user.proto'],
    ['src/auth/token.ts'],
    ['src/userSession.ts'],
    ['src/payments/total.ts'],
    ['src/PayPal.ts'],
    ['certs/ca.pem'],
    ['.anything/x.ts'],
    ['src/.hidden.ts'],
    ['package.json'],
    ['web/Package.json'],
    ['package-lock.json'],
    ['tests/fixtures/package.json'],
    ['go.mod'],
    ['go.sum'],
    ['pom.xml'],
    ['app/build.gradle.kts'],
    ['Cargo.toml'],
    ['pyproject.toml'],
    ['requirements-dev.txt'],
    ['setup.cfg'],
    ['Gemfile'],
    ['mix.exs'],
    ['pubspec.yaml'],
    ['composer.lock'],
    ['Shop.csproj']
  ])('denies %s', (path) => {
    expect(touch(path)).toContain('denied-path')
  })

  it.each([
    ['a backslash', '.github\\workflows\\ci.yml'],
    ['a step up inside', 'src/../.github/workflows/ci.yml'],
    ['a step that stays', './.github/workflows/ci.yml'],
    ['an absolute path', '/.github/workflows/ci.yml'],
    ['a doubled slash', '.github//workflows/ci.yml'],
    ['a dot at the end', '.github./workflows/ci.yml'],
    ['a space at the end', '.github /workflows/ci.yml'],
    ['a stream', '.git::$INDEX_ALLOCATION/config'],
    ['a zero-width character', '.gi\u200bthub/workflows/ci.yml'],
    ['a full-width letter', '.ｇithub/workflows/ci.yml'],
    ['a long s', '.huſky/pre-commit'],
    ['a Kelvin sign', 'Ma\u212aefile']
  ])('denies what %s hides', (_, path) => {
    expect(touch(path)).toEqual(expect.arrayContaining(['odd-path', 'denied-path']))
  })

  it.each([
    ['letters of two scripts', 'src/c\u0430rt.ts'],
    ['a direction override', 'src/cart\u202ets.ts'],
    ['a control character', 'src/a\nb.ts'],
    ['a private-use character', 'src/\ue000.ts'],
    ['a space that is none', 'src/a\u00a0b.ts'],
    ['a step out of the tree', '../outside.ts'],
    ['an option', '-rf.ts'],
    ['a short name', 'GIT~1/config'],
    ['a colon', 'src/cart.ts:stream'],
    ['nothing', ''],
    ['a very long path', `src/${'a'.repeat(5000)}.ts`]
  ])('refuses %s', (_, path) => {
    expect(touch(path)).toContain('odd-path')
  })

  it('holds the team’s own limits beside the built-in ones', () => {
    const limits = { denyPaths: ['/src/legacy/', '!.github/'], denyWords: ['Basket'] }
    const change = (path: string) => rulesWith(edited(path, 'one\n', 'two\n'), limits)
    expect(change('src/modern/a.ts')).toEqual([])
    expect(change('src/Legacy/a.ts')).toEqual(['denied-path'])
    expect(change('src/userBasket.ts')).toEqual(['denied-path'])
    expect(change('.github/a.ts')).toEqual(['denied-path'])
  })

  it('holds the allow-list to the letter, for tests too', () => {
    const allow = (...allowPaths: string[]) => rulesOf(judge({}, { allowPaths }))
    expect(allow('src/', '__tests__/')).toEqual([])
    expect(allow('src/')).toEqual(['outside-allowed-paths'])
    expect(allow('SRC/', '__tests__/')).toEqual(['outside-allowed-paths'])
    expect(allow('/src/**', '__tests__/', '!/src/cart.ts')).toEqual(['outside-allowed-paths'])
  })

  it('looks at a deleted path and at both ends of a rename', () => {
    expect(rulesWith(removed('.github/workflows/ci.yml'))).toEqual(['deleted-file', 'denied-path'])
    const text = 'a text of some length\nthat moves\n'
    const moved = [removed('src/a.ts', text), added('src/auth/a.ts', text)]
    const verdict = judge({ changes: [fix, test, ...moved] })
    expect(verdict.findings).toEqual([
      expect.objectContaining({ rule: 'denied-path', path: 'src/auth/a.ts' }),
      expect.objectContaining({
        rule: 'renamed-file',
        path: 'src/auth/a.ts',
        evidence: 'it was src/a.ts, as it was'
      })
    ])
    const out = judge({ changes: [fix, test, removed('src/auth/a.ts', text), added('src/a.ts', text)] })
    expect(out.findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['renamed-file', 'src/a.ts'],
      ['denied-path', 'src/auth/a.ts']
    ])
  })

  it('folds a path as the most forgiving file system does', () => {
    expect(foldPath('A\\.GIT.\\..\\.Git \\Hooks')).toBe('a/.git/hooks')
    expect(oddityOf('src/cart.ts')).toBeUndefined()
  })
})
