import { describe, expect, it } from '@jest/globals'
import type { DependencyBump } from '../../../../src/flow/decision/dependencies/dependency.js'
import type { TreeChange } from '../../../../src/flow/fix/change.js'
import { edited, judge } from './changes.js'

const bump = { from: '1.2.0', to: '1.2.3', source: 'https://example.org' } as const

function judged(changes: readonly TreeChange[], wanted: DependencyBump) {
  return judge({ changes, fixClass: 'dependency-bump', bump: wanted })
}

describe('manifests of lines', () => {
  const python = {
    ...bump,
    ecosystem: 'pip',
    name: 'foo-bar',
    lockfile: 'requirements.txt'
  } as const
  const go = {
    ...bump,
    ecosystem: 'go',
    name: 'github.com/acme/cart',
    lockfile: 'go.mod'
  } as const
  const maven = {
    ...bump,
    ecosystem: 'maven',
    name: 'org.acme:cart',
    lockfile: 'gradle.lockfile'
  } as const
  const hash = (sign: string) => `    --hash=sha256:${sign.repeat(64)}`
  const xml = (version: string, artifact = 'cart') =>
    `<dependency>\n  <groupId>org.acme</groupId>\n  <artifactId>${artifact}</artifactId>\n  <version>${version}</version>\n</dependency>\n`

  it.each([
    ['a pin', python, 'requirements.txt', 'foo-bar==1.2.0\nother==1\n', 'foo-bar==1.2.3\nother==1\n'],
    ['another spelling', python, 'requirements.txt', 'Foo_Bar==1.2.0\n', 'Foo_Bar==1.2.3\n'],
    [
      'with hashes',
      python,
      'requirements.txt',
      `foo-bar==1.2.0 \\\n${hash('a')}\n`,
      `foo-bar==1.2.3 \\\n${hash('b')}\n`
    ],
    ['a new pin', python, 'requirements.txt', 'other==1\n', 'other==1\nfoo-bar==1.2.3\n'],
    [
      'a module of Go',
      go,
      'go.mod',
      'require github.com/acme/cart v1.2.0\n',
      'require github.com/acme/cart v1.2.3\n'
    ],
    [
      'a new module of Go',
      go,
      'go.mod',
      'module x\n',
      'module x\nrequire github.com/acme/cart v1.2.3 // indirect\n'
    ],
    [
      'a line of Gradle',
      maven,
      'build.gradle',
      "implementation 'org.acme:cart:1.2.0'\n",
      "implementation 'org.acme:cart:1.2.3'\n"
    ],
    ['a version of Maven', maven, 'pom.xml', xml('1.2.0'), xml('1.2.3')]
  ])('%s passes', (_, wanted, path, before, after) => {
    const lockfile =
      path === wanted.lockfile
        ? []
        : [edited(wanted.lockfile, 'org.acme:cart:1.2.0=x\n', 'org.acme:cart:1.2.3=x\n')]
    expect(judged([edited(path, before, after), ...lockfile], wanted).findings).toEqual([])
  })

  it.each([
    [
      'another package',
      python,
      'requirements.txt',
      'foo-bar==1.2.0\nother==1\n',
      'foo-bar==1.2.3\nother==2\n'
    ],
    ['a longer name', python, 'requirements.txt', 'foo-bar-evil==1.2.0\n', 'foo-bar-evil==1.2.3\n'],
    [
      'an option beside it',
      python,
      'requirements.txt',
      'foo-bar==1.2.0\n',
      'foo-bar==1.2.3 --index-url https://x.io\n'
    ],
    ['a new address', python, 'requirements.txt', 'other==1\n', 'other==1\nfoo-bar @ https://x.io/1.2.3\n'],
    ['another version', python, 'requirements.txt', 'foo-bar==1.2.0\n', 'foo-bar==1.2.4\n'],
    ['a line less', python, 'requirements.txt', 'foo-bar==1.2.3\nother==1\n', 'foo-bar==1.2.3\n'],
    [
      'a replacement',
      go,
      'go.mod',
      'require github.com/acme/cart v1.2.3\n',
      'require github.com/acme/cart v1.2.3\nreplace github.com/acme/cart => ../x\n'
    ],
    [
      'a program',
      maven,
      'build.gradle',
      "implementation 'org.acme:cart:1.2.0'\n",
      "implementation 'org.acme:cart:1.2.3'; 'rm x'.execute()\n"
    ],
    ['a version of something else', maven, 'pom.xml', xml('1.2.0', 'other'), xml('1.2.3', 'other')]
  ])('%s does not', (_, wanted, path, before, after) => {
    const { findings } = judged([edited(path, before, after)], wanted)
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'not-the-bump', path }))
  })

  it('asks for the wanted version and for no other', () => {
    const line = (version: string) => `implementation 'org.acme:cart:${version}'\n`
    const { findings } = judged([edited('build.gradle', line('1.2.0'), line('1.2.4'))], maven)
    expect(findings.map(({ evidence }) => evidence)).toContain(
      'line 1 changes more than the version to 1.2.3'
    )
  })

  it('takes the sums of Go beside its lockfile, and nowhere else', () => {
    const required = 'require github.com/acme/cart v1.2.'
    const locked = edited('go.mod', `${required}0\n`, `${required}3\n`)
    const sums = (path: string) =>
      edited(path, 'github.com/acme/cart v1.2.0 h1:a=\n', 'github.com/acme/cart v1.2.3 h1:b=\n')
    expect(judged([locked, sums('go.sum')], go).findings).toEqual([])
    expect(judged([locked, sums('api/go.sum')], go).findings).toContainEqual(
      expect.objectContaining({ rule: 'not-the-bump', path: 'api/go.sum' })
    )
  })
})
