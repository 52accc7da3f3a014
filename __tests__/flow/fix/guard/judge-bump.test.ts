import { describe, expect, it } from '@jest/globals'
import type { DependencyBump } from '../../../../src/flow/decision/dependencies/dependency.js'
import type { TreeChange } from '../../../../src/flow/fix/change.js'
import { added, edited, judge, removed, rulesOf, test } from './changes.js'

const bump: DependencyBump = {
  ecosystem: 'npm',
  name: 'lodash',
  from: '4.17.20',
  to: '4.17.21',
  lockfile: 'web/package-lock.json',
  source: 'https://example.org'
}

function lock(version: string, host = 'registry.npmjs.org', more: object = {}) {
  const resolved = `https://${host}/lodash/-/lodash-${version}.tgz`
  const packages = { 'node_modules/lodash': { version, resolved, integrity: `sha512-${version}`, ...more } }
  return `${JSON.stringify({ lockfileVersion: 3, packages }, undefined, 2)}\n`
}

function manifest(version: string, more: object = {}) {
  return `${JSON.stringify({ name: 'shop', dependencies: { lodash: version, ramda: '1.0.0' }, ...more }, undefined, 2)}\n`
}

const locked = edited('web/package-lock.json', lock('4.17.20'), lock('4.17.21'))
const asked = edited('web/package.json', manifest('^4.17.20'), manifest('^4.17.21'))

function judged(changes: readonly TreeChange[], wanted: DependencyBump | undefined = bump) {
  return judge({ changes, fixClass: 'dependency-bump', bump: wanted })
}

describe('a dependency bump', () => {
  it('passes with its lockfile, its manifest and a test', () => {
    expect(judged([locked, asked, test]).findings).toEqual([])
    expect(judged([locked]).findings).toEqual([])
  })

  it('is refused for every other class, and without knowing the package', () => {
    expect(rulesOf(judge({ changes: [locked, asked, test], bump }))).toEqual(['denied-path'])
    const { findings } = judge({ changes: [locked], fixClass: 'dependency-bump', bump: undefined })
    expect(findings.map(({ rule }) => rule)).toEqual(['not-the-bump', 'denied-path'])
  })

  it.each([
    ['code', edited('src/cart.ts', 'a\n', 'b\n'), ['not-the-bump']],
    [
      'another lockfile',
      edited('package-lock.json', lock('1.0.0'), lock('1.0.1')),
      ['denied-path', 'not-the-bump']
    ],
    [
      'a manifest beside its way',
      edited('api/package.json', manifest('1.0.0'), manifest('4.17.21')),
      ['denied-path', 'not-the-bump']
    ],
    ['a manifest of another ecosystem', edited('web/go.mod', 'a\n', 'b\n'), ['denied-path', 'not-the-bump']],
    [
      'the settings of the package manager',
      edited('web/.npmrc', 'a\n', 'b\n'),
      ['denied-path', 'not-the-bump']
    ]
  ])('changes no %s', (_, change, expected) => {
    expect(rulesOf(judged([locked, test, change]))).toEqual(expected)
  })

  it.each(['package.json', 'web/package.json', 'web/packages/cart/package.json'])(
    'may ask for the package in %s',
    (path) => {
      expect(rulesOf(judged([locked, edited(path, manifest('4.17.20'), manifest('4.17.21'))]))).toEqual([])
    }
  )

  it('is refused in a folder that is denied anyway', () => {
    const ci = { ...bump, lockfile: '.github/actions/x/package-lock.json' }
    const change = edited(ci.lockfile, lock('4.17.20'), lock('4.17.21'))
    expect(rulesOf(judged([change], ci))).toEqual(['denied-path'])
  })

  it.each([
    ['a script', manifest('^4.17.21', { scripts: { postinstall: 'curl evil' } }), 'it changes "scripts"'],
    ['another package', manifest('^4.17.21').replace('"1.0.0"', '"2.0.0"'), 'it changes "ramda"'],
    [
      'a package more',
      manifest('^4.17.21').replace('"ramda"', '"evil": "1.0.0", "ramda"'),
      'it changes "evil"'
    ],
    ['another version', manifest('^4.17.22'), 'it does not ask for 4.17.21'],
    ['an address', manifest('https://evil.io/4.17.21.tgz'), 'it does not ask for 4.17.21'],
    ['an alias', manifest('npm:evil@4.17.21'), 'it does not ask for 4.17.21'],
    ['a range that is open', manifest('>=4.17.21 || *'), 'it does not ask for 4.17.21'],
    ['no JSON', '{', 'the manifest is no JSON object']
  ])('changes in package.json no %s', (_, after, evidence) => {
    const { findings } = judged([locked, edited('web/package.json', manifest('^4.17.20'), after)])
    expect(findings).toEqual([{ rule: 'not-the-bump', path: 'web/package.json', line: undefined, evidence }])
  })

  it.each(['4.17.21', '~4.17.21', '>=4.17.21', '=4.17.21', '~> 4.17.21'])('takes the range %s', (range) => {
    expect(
      rulesOf(judged([locked, edited('web/package.json', manifest('^4.17.20'), manifest(range))]))
    ).toEqual([])
  })

  it('may pin a package of packages', () => {
    const after = manifest('^4.17.20', { overrides: { lodash: '4.17.21' } })
    expect(rulesOf(judged([locked, edited('web/package.json', manifest('^4.17.20'), after)]))).toEqual([])
  })

  it.each([
    ['goes elsewhere', lock('4.17.22'), 'it does not come to lodash 4.17.21'],
    [
      'takes it from elsewhere',
      lock('4.17.21', 'evil.io'),
      'it takes a package from a new place, https://evil.io'
    ],
    [
      'takes it with a login',
      lock('4.17.21', 'a:b@registry.npmjs.org'),
      'it takes a package from a new place, registry.npmjs.org'
    ],
    [
      'takes it from a folder',
      lock('4.17.21', undefined, { from: 'file:../x' }),
      'it takes a package from a new place, file:'
    ],
    [
      'runs its scripts',
      lock('4.17.21', undefined, { hasInstallScript: true }),
      'a package runs a script when it is installed'
    ]
  ])('is refused when the lockfile %s', (_, after, evidence) => {
    const { findings } = judged([edited('web/package-lock.json', lock('4.17.20'), after)])
    expect(findings).toContainEqual({
      rule: 'not-the-bump',
      path: 'web/package-lock.json',
      line: undefined,
      evidence
    })
  })

  it('needs its lockfile', () => {
    expect(rulesOf(judged([asked]))).toEqual(['not-the-bump'])
    expect(rulesOf(judged([test]))).toEqual(['no-code-changed', 'not-the-bump'])
    expect(rulesOf(judged([removed('web/package-lock.json', lock('4.17.20'))]))).toContain('not-the-bump')
    expect(rulesOf(judged([added('web/package-lock.json', lock('4.17.21'))]))).toContain('not-the-bump')
  })
})
