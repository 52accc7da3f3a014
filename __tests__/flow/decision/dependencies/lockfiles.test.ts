import { describe, expect, it } from '@jest/globals'
import type { Ecosystem } from '../../../../src/flow/decision/dependencies/dependency.js'
import { packageOfFrame } from '../../../../src/flow/decision/dependencies/frame-package.js'
import { installedVersion, lockfileOf } from '../../../../src/flow/decision/dependencies/lockfiles.js'
import type { ReadLanguage } from '../../../../src/flow/issue/library-rules.js'
import { growthOf, linearGrowth } from '../../../growth.js'

const wanted = (ecosystem: Ecosystem, name: string, folder?: string) => ({
  ecosystem,
  name,
  version: undefined,
  folder
})
const frame = (file: string | undefined, text = '') => ({
  function: 'f',
  file,
  module: undefined,
  line: 1,
  column: undefined,
  inApp: false,
  inAppReason: '',
  text
})

describe('the package of a frame', () => {
  const cases: readonly (readonly [ReadLanguage, string, string, string, string | undefined])[] = [
    ['javascript', '/app/node_modules/tiny-list/index.js', 'npm', 'tiny-list', undefined],
    ['javascript', '/app/node_modules/a/node_modules/@acme/b/lib/x.js', 'npm', '@acme/b', undefined],
    [
      'javascript',
      '/app/node_modules/.pnpm/@acme+b@1.2.3_react@18.0.0/node_modules/@acme/b/x.js',
      'npm',
      '@acme/b',
      '1.2.3'
    ],
    ['python', '/usr/lib/python3/site-packages/tiny_list/core.py', 'pip', 'tiny-list', undefined],
    ['ruby', '/usr/local/bundle/gems/tiny-list-1.2.3/lib/tiny.rb', 'rubygems', 'tiny-list', '1.2.3'],
    [
      'ruby',
      '/usr/local/bundle/gems/nokogiri-1.15.4-x86_64-linux/lib/a.rb',
      'rubygems',
      'nokogiri',
      '1.15.4'
    ],
    ['go', '/go/pkg/mod/github.com/!acme/list@v1.2.3/list.go', 'go', 'github.com/Acme/list', 'v1.2.3'],
    ['php', '/app/vendor/acme/tiny-list/src/List.php', 'composer', 'acme/tiny-list', undefined],
    [
      'rust',
      '/home/me/.cargo/registry/src/index.crates.io-6f17/tiny-list-1.2.3/src/lib.rs',
      'rust',
      'tiny-list',
      '1.2.3'
    ],
    ['dart', '/root/.pub-cache/hosted/pub.dev/tiny_list-1.2.3/lib/list.dart', 'pub', 'tiny_list', '1.2.3'],
    ['dart', 'package:tiny_list/list.dart', 'pub', 'tiny_list', undefined]
  ]

  it.each(cases)('of %s: %s', (language, file, ecosystem, name, version) => {
    expect(packageOfFrame(language, frame(file))).toMatchObject({ ecosystem, name, version })
  })

  it('is told by the line where the file does not', () => {
    const jar = 'at org.acme.List.get(List.java:3) ~[tiny-list-2.13.0.jar:2.13.0]'
    expect(packageOfFrame('java', frame('List.java', jar))).toMatchObject({
      name: 'tiny-list',
      version: '2.13.0'
    })
    const hex = '(tiny_list 1.7.0) lib/tiny.ex:3: Tiny.get/1'
    expect(packageOfFrame('elixir', frame('lib/tiny.ex', hex))).toMatchObject({
      name: 'tiny_list',
      version: '1.7.0'
    })
  })

  it.each(['/app/src/cart.ts', '/app/node_modules/.bin/x', ''])('is none of %j', (file) => {
    expect(packageOfFrame('javascript', frame(file))).toBeUndefined()
  })
})

const npmLock = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    'node_modules/tiny-list': { version: '2.0.0' },
    'node_modules/a/node_modules/tiny-list': { version: '1.0.0' },
    'node_modules/once': { version: '1.4.0' }
  }
})
const oldNpmLock = JSON.stringify({
  dependencies: {
    'tiny-list': { version: '2.0.0' },
    a: { version: '1.0.0', dependencies: { 'tiny-list': { version: '1.0.0' } } }
  }
})

describe('the installed version', () => {
  const cases: readonly (readonly [string, string, string, ReturnType<typeof wanted>])[] = [
    ['package-lock.json', npmLock, '1.4.0', wanted('npm', 'once')],
    [
      'package-lock.json',
      npmLock,
      '1.0.0',
      wanted('npm', 'tiny-list', 'node_modules/a/node_modules/tiny-list')
    ],
    [
      'package-lock.json',
      oldNpmLock,
      '1.0.0',
      wanted('npm', 'tiny-list', 'node_modules/a/node_modules/tiny-list')
    ],
    ['web/package-lock.json', oldNpmLock, '2.0.0', wanted('npm', 'tiny-list', 'node_modules/tiny-list')],
    [
      'yarn.lock',
      'a@^1:\n  version "9"\n\n"tiny-list@^2.0.0", tiny-list@^2.1.0:\n  version "2.1.0"\n',
      '2.1.0',
      wanted('npm', 'tiny-list')
    ],
    ['yarn.lock', '"@acme/b@npm:^2.0.0":\n  version: 2.1.0\n', '2.1.0', wanted('npm', '@acme/b')],
    [
      'pnpm-lock.yaml',
      "packages:\n\n  '@acme/b@2.1.0(react@18.0.0)':\n    resolution: x\n",
      '2.1.0',
      wanted('npm', '@acme/b')
    ],
    [
      'pnpm-lock.yaml',
      'packages:\n\n  /tiny-list/2.1.0_react@18:\n    x: y\n',
      '2.1.0',
      wanted('npm', 'tiny-list')
    ],
    [
      'requirements.txt',
      '# x\nTiny.List[extra]==2.1.0 ; python_version > "3"\nother>=1\n',
      '2.1.0',
      wanted('pip', 'tiny-list')
    ],
    ['Pipfile.lock', '{"default":{"tiny-list":{"version":"==2.1.0"}}}', '2.1.0', wanted('pip', 'tiny-list')],
    [
      'poetry.lock',
      '[[package]]\nname = "Tiny_List"\nversion = "2.1.0"\n\n[package.dependencies]\nversion = "9"\n',
      '2.1.0',
      wanted('pip', 'tiny-list')
    ],
    [
      'uv.lock',
      'version = 1\n\n[[package]]\nname = "tiny-list"\nversion = "2.1.0"\n',
      '2.1.0',
      wanted('pip', 'tiny-list')
    ],
    [
      'Cargo.lock',
      '[[package]]\nname = "tiny-list"\nversion = "2.1.0"\n',
      '2.1.0',
      wanted('rust', 'tiny-list')
    ],
    [
      'Gemfile.lock',
      'GEM\n  specs:\n    tiny (2.1.0)\n      other (>= 1)\n    nokogiri (1.15.4-x86_64-linux)\n',
      '2.1.0',
      wanted('rubygems', 'tiny')
    ],
    [
      'go.mod',
      'module x\n\nrequire (\n\tgithub.com/acme/list v1.2.3 // indirect\n)\n',
      'v1.2.3',
      wanted('go', 'github.com/acme/list')
    ],
    [
      'composer.lock',
      '{"packages":[{"name":"acme/list","version":"v1.2.3"}]}',
      'v1.2.3',
      wanted('composer', 'acme/list')
    ],
    [
      'pubspec.lock',
      'packages:\n  tiny_list:\n    dependency: "direct main"\n    version: "1.2.3"\n',
      '1.2.3',
      wanted('pub', 'tiny_list')
    ],
    [
      'mix.lock',
      '%{\n  "tiny_list": {:hex, :tiny_list, "1.2.3", "abc"},\n}\n',
      '1.2.3',
      wanted('erlang', 'tiny_list')
    ],
    [
      'gradle.lockfile',
      'org.acme:tiny-list:2.13.0=runtimeClasspath\n',
      '2.13.0',
      wanted('maven', 'tiny-list')
    ]
  ]

  it.each(cases)('of %s', (lockfile, text, version, meant) => {
    expect(installedVersion(lockfile, text, meant)).toBe(version)
  })

  it.each([
    ['two are installed', 'package-lock.json', npmLock, wanted('npm', 'tiny-list')],
    [
      'it is replaced',
      'go.mod',
      'require github.com/acme/list v1.2.3\nreplace github.com/acme/list => ../list\n',
      wanted('go', 'github.com/acme/list')
    ],
    ['it is not there', 'requirements.txt', 'tiny-list-extra==1.0\n', wanted('pip', 'tiny-list')],
    ['it is not pinned', 'requirements.txt', 'tiny-list>=1.0\n', wanted('pip', 'tiny-list')],
    ['the file is broken', 'package-lock.json', '<<<<<<< ours', wanted('npm', 'once')]
  ])('is unknown where %s', (_, lockfile, text, meant) => {
    expect(installedVersion(lockfile, text, meant)).toBeUndefined()
  })

  it.each(['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'requirements.txt', 'poetry.lock', 'go.mod'])(
    'is read from %s in linear time',
    (name) => {
      const ecosystem = name === 'go.mod' ? 'go' : /txt|poetry/.test(name) ? 'pip' : 'npm'
      const growth = growthOf(
        (size) => `packages:\n${'  a@1 =='.repeat(size)}\n${'  a@1:\n'.repeat(size)}`,
        (text) => installedVersion(name, text, wanted(ecosystem, 'a'))
      )
      expect(growth).toBeLessThan(linearGrowth)
    }
  )
})

describe('the lockfile of a file', () => {
  const paths = ['package-lock.json', 'services/shop/yarn.lock', 'services/shop/src/cart.ts', 'poetry.lock']

  it.each([
    ['npm', 'services/shop/src/cart.ts', 'services/shop/yarn.lock'],
    ['npm', 'services/other/cart.ts', 'package-lock.json'],
    ['pip', 'services/shop/cart.py', 'poetry.lock'],
    ['go', 'cart.go', undefined]
  ] as const)('of %s, %s', (ecosystem, path, lockfile) => {
    expect(lockfileOf(ecosystem, path, paths)).toBe(lockfile)
  })
})
