import { describe, expect, it } from '@jest/globals'
import { planProof, type PlannedProject } from '../../../src/flow/proof/plan-proof.js'
import type { VerifyPolicy, VerifyProject } from '../../../src/flow/proof/verify-policy.js'

const policy: VerifyPolicy = { sandbox: 'auto', repeats: 3, minutes: 10, setUpMinutes: 10, projects: [] }
const project: VerifyProject = {
  paths: [],
  folder: undefined,
  setUp: undefined,
  verify: undefined,
  testFiles: undefined,
  testPatterns: []
}

async function plan(
  files: Readonly<Record<string, string>>,
  changed: readonly string[],
  projects: readonly VerifyProject[] = []
): Promise<readonly PlannedProject[] | string> {
  const found = await planProof(
    {
      paths: Object.keys(files),
      readBase: async (path) => files[path],
      changed,
      isTest: (path) => path.includes('test')
    },
    { ...policy, projects }
  )
  return found.kind === 'planned' ? found.projects : found.end.why
}

const packageOf = (script: string, dependency: string): string =>
  JSON.stringify({ scripts: { test: script }, devDependencies: { [dependency]: '1' } })

describe('how a project is tested', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string | undefined, string]>([
    [
      'npm and Jest with modules',
      {
        'package.json': packageOf('node --experimental-vm-modules x/jest.js', 'jest'),
        'package-lock.json': ''
      },
      'src/a.ts',
      'npm ci --no-audit --no-fund',
      'NODE_OPTIONS=--experimental-vm-modules npx --no-install jest --runTestsByPath {files}'
    ],
    [
      'pnpm and Vitest',
      { 'package.json': packageOf('vitest --config v.ts', 'vitest'), 'pnpm-lock.yaml': '' },
      'src/a.ts',
      'pnpm install --frozen-lockfile',
      'pnpm exec vitest run --config v.ts {files}'
    ],
    [
      'Yarn and Mocha',
      { 'package.json': packageOf('mocha -r ts-node/register', 'mocha'), 'yarn.lock': '# v1\n' },
      'a.ts',
      'yarn install --frozen-lockfile',
      'yarn run mocha -r ts-node/register {files}'
    ],
    [
      'modern Yarn',
      { 'package.json': packageOf('ava', 'ava'), 'yarn.lock': '#\n__metadata:\n' },
      'a.ts',
      'yarn install --immutable',
      'yarn run ava {files}'
    ],
    [
      "Node's own runner",
      { 'package.json': packageOf('node --import tsx --test', 'x') },
      'a.ts',
      'npm install --no-audit --no-fund',
      'node --import tsx --test {files}'
    ],
    [
      'Python without packages',
      { 'pytest.ini': '' },
      'a.py',
      undefined,
      'PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src:. python3 -m pytest -rfE {files}'
    ],
    [
      'Python with packages',
      { 'requirements.txt': '' },
      'a.py',
      'python3 -m venv .venv && .venv/bin/python -m pip install --disable-pip-version-check -r requirements.txt pytest',
      'PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src:. .venv/bin/python -m pytest -rfE {files}'
    ],
    [
      'Go',
      { 'go.mod': '' },
      'a.go',
      'go mod download',
      'GOPROXY=off go test -count=1 -v -run {names} {folders}'
    ],
    [
      'Cargo',
      { 'Cargo.toml': '', 'Cargo.lock': '' },
      'src/a.rs',
      'cargo fetch --locked',
      'cargo test --offline --no-fail-fast {cargo-tests}'
    ],
    [
      'RSpec',
      { Gemfile: "gem 'rspec'" },
      'a.rb',
      'bundle config set --local path vendor/bundle && bundle install',
      'bundle exec rspec {files}'
    ],
    [
      'Flutter',
      { 'pubspec.yaml': 'dependencies:\n  flutter:\n    sdk: flutter\n' },
      'lib/a.dart',
      'flutter pub get',
      'flutter test --no-pub {files}'
    ],
    [
      'Flutter, written on one line',
      { 'pubspec.yaml': 'dependencies:\n  flutter: { sdk: flutter }\n' },
      'lib/a.dart',
      'flutter pub get',
      'flutter test --no-pub {files}'
    ]
  ])('%s', async (_name, files, changed, setUp, testFiles) => {
    expect(await plan(files, [changed])).toMatchObject([{ folder: '', setUp, testFiles }])
  })
})

describe('which projects a change belongs to', () => {
  const workspace = {
    'package.json': JSON.stringify({ devDependencies: { vitest: '3' } }),
    'package-lock.json': '',
    'packages/a/package.json': packageOf('vitest', 'x'),
    'packages/a/esm/package.json': '{"type":"module"}',
    'packages/b/package.json': packageOf('mocha', 'mocha')
  }

  it('is the nearest that says how to test, set up from the root of the workspace', async () => {
    expect(
      await plan(workspace, ['packages/a/esm/x.js', 'packages/b/y.js', 'packages/b/y.test.js'])
    ).toMatchObject([
      { folder: 'packages/a', setUpFolder: '', changed: ['packages/a/esm/x.js'] },
      { folder: 'packages/b', setUpFolder: '', changed: ['packages/b/y.js', 'packages/b/y.test.js'] }
    ])
  })

  it('is that of the language, where a folder has several manifests', async () => {
    const files = { ...workspace, 'pytest.ini': '' }
    expect(await plan(files, ['tool.py'])).toMatchObject([{ verify: expect.stringContaining('pytest') }])
  })

  it('is what the config says, completed by what is found', async () => {
    const own = { ...project, paths: ['/packages/b/**'], verify: 'make check', setUp: '' }
    expect(await plan(workspace, ['packages/b/y.js'], [own])).toMatchObject([
      {
        folder: 'packages/b',
        setUp: undefined,
        verify: 'make check',
        testFiles: 'npx --no-install mocha {files}'
      }
    ])
  })

  it('is the topmost module of Maven', async () => {
    const files = { 'pom.xml': '', mvnw: '', 'shop/pom.xml': '' }
    expect(await plan(files, ['shop/src/main/java/A.java'])).toMatchObject([
      { folder: '', verify: './mvnw -B -ntp -o -fae test' }
    ])
  })

  it('is none where nothing tells, and the reason says what to write', async () => {
    expect(await plan(workspace, ['lib/a.go'])).toMatch(/lib\/a\.go.*go\.mod.*autofix\.verify\.projects/)
  })
})
