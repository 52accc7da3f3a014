import { describe, expect, it } from '@jest/globals'
import { planProof, type PlannedProject, type ProofPlan } from '../../../src/flow/proof/plan-proof.js'

type Files = Readonly<Record<string, string>>

async function plan(files: Files, ...changed: readonly string[]): Promise<ProofPlan> {
  return planProof(
    {
      paths: Object.keys(files),
      readBase: async (path) => files[path],
      changed,
      isTest: (path) => path.includes('test')
    },
    { sandbox: 'auto', repeats: 3, minutes: 10, setUpMinutes: 10, projects: [] }
  )
}

async function projectOf(files: Files, changed: string): Promise<PlannedProject | undefined> {
  const found = await plan(files, changed)
  return found.kind === 'planned' ? found.projects[0] : undefined
}

const pip = '.venv/bin/python -m pip install --disable-pip-version-check'
const venv = `python3 -m venv .venv && ${pip}`
const pytest = (python: string): string =>
  `PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src:. ${python} -m pytest -rfE`
const noTests = '-Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false'
const uv = 'uv sync --frozen --all-packages --no-install-workspace && uv pip install --python .venv pytest'
const bundle = 'bundle config set --local path vendor/bundle && bundle install'
const composer = 'composer install --no-interaction --no-progress --prefer-dist'
const withExtras =
  '[project]\nname = "x"\n[project.optional-dependencies]\ntest = []\ndev=[]\ntesting2 = []\n[tool]\ntests = 1\n'

interface Commands {
  readonly setUp: string | undefined
  readonly verify: string
  readonly testFiles?: string
  readonly folder?: string
  readonly setUpFolder?: string
}

const python = (setUp: string | undefined, interpreter = '.venv/bin/python'): Commands => ({
  setUp,
  verify: `${pytest(interpreter)} --continue-on-collection-errors`,
  testFiles: `${pytest(interpreter)} {files}`
})

describe('the commands of a project', () => {
  it.each<[string, Files, string, Commands]>([
    ['Python alone', { 'tox.ini': '' }, 'a.py', python(undefined, 'python3')],
    ['pyproject.toml for tools', { 'pyproject.toml': '[tool.x]' }, 'a.py', python(undefined, 'python3')],
    ['a package', { 'pyproject.toml': '[build-system]' }, 'a.py', python(`${venv} . pytest`)],
    ['setup.py', { 'setup.py': '' }, 'a.py', python(`${venv} . pytest`)],
    ['extras', { 'pyproject.toml': withExtras }, 'a.py', python(`${venv} '.[test,dev]' pytest`)],
    [
      'requirements',
      { 'requirements.txt': '', 'test-requirements.txt': '', 'requirements_dev.txt': '' },
      'a.py',
      python(`${venv} -r requirements.txt -r requirements_dev.txt -r test-requirements.txt pytest`)
    ],
    [
      'Pipenv',
      { Pipfile: '', 'Pipfile.lock': '' },
      'a.py',
      python('PIPENV_VENV_IN_PROJECT=1 pipenv sync --dev')
    ],
    ['uv', { 'setup.cfg': '', 'uv.lock': '' }, 'a.py', python(uv)],
    [
      'uv, locked above',
      { 'libs/a/pyproject.toml': '', 'uv.lock': '' },
      'libs/a/x.py',
      { ...python(uv, '../../.venv/bin/python'), folder: 'libs/a', setUpFolder: '' }
    ],
    [
      'Poetry',
      { 'pyproject.toml': '', 'poetry.lock': '' },
      'a.py',
      python('POETRY_VIRTUALENVS_IN_PROJECT=true poetry install --no-root --no-interaction')
    ],
    [
      'Go',
      { 'go.mod': '' },
      'a.go',
      {
        setUp: 'go mod download',
        verify: 'GOPROXY=off go test -count=1 ./...',
        testFiles: 'GOPROXY=off go test -count=1 -v -run {names} {folders}'
      }
    ],
    [
      'Cargo, locked above',
      { 'a/Cargo.toml': '', 'Cargo.lock': '' },
      'a/x.rs',
      {
        setUp: 'cargo fetch --locked',
        verify: 'cargo test --offline --no-fail-fast',
        folder: 'a',
        setUpFolder: 'a'
      }
    ],
    [
      'Cargo without a lock',
      { 'Cargo.toml': '' },
      'x.rs',
      { setUp: 'cargo fetch', verify: 'cargo test --offline --no-fail-fast' }
    ],
    [
      'Maven',
      { 'a/pom.xml': '', 'a/b/pom.xml': '', 'x/pom.xml': '' },
      'a/b/A.java',
      {
        folder: 'a',
        setUpFolder: 'a',
        setUp: `mvn -B -ntp test -Dtest='*#noSuchTest' ${noTests}`,
        verify: 'mvn -B -ntp -o -fae test',
        testFiles: `mvn -B -ntp -o test -Dtest={classes} ${noTests}`
      }
    ],
    [
      'Gradle',
      { 'settings.gradle.kts': '', gradlew: '', 'a/build.gradle': '' },
      'a/A.kt',
      {
        setUp:
          './gradlew --no-daemon --continue test --tests no.such.Test || ./gradlew --no-daemon testClasses',
        verify: './gradlew --no-daemon --offline --continue cleanTest test',
        testFiles: './gradlew --no-daemon --offline --continue {gradle-tests}'
      }
    ],
    [
      'Gradle without settings',
      { 'a/build.gradle.kts': '' },
      'a/A.groovy',
      {
        folder: 'a',
        setUpFolder: 'a',
        setUp: 'gradle --no-daemon --continue test --tests no.such.Test || gradle --no-daemon testClasses',
        verify: 'gradle --no-daemon --offline --continue cleanTest test'
      }
    ],
    ...['Shop.sln', 'Shop.slnx'].map((solution): [string, Files, string, Commands] => [
      `.NET with ${solution}`,
      { [solution]: '', 'Cart/Cart.csproj': '' },
      'Cart/Cart.cs',
      {
        setUp: 'dotnet restore',
        verify: 'dotnet test --no-restore',
        testFiles: 'dotnet test --no-restore --filter {dotnet-filter}'
      }
    ]),
    [
      '.NET without a solution',
      { 'Cart/Cart.fsproj': '' },
      'Cart/Cart.fs',
      { folder: 'Cart', setUpFolder: 'Cart', setUp: 'dotnet restore', verify: 'dotnet test --no-restore' }
    ],
    ...[
      { Gemfile: 'gem "rspec-rails"' },
      { Gemfile: '', '.rspec': '' },
      { Gemfile: '', 'spec/spec_helper.rb': '' }
    ].map((files): [string, Files, string, Commands] => [
      `RSpec by ${Object.keys(files).join(' and ')}`,
      files,
      'a.rb',
      { setUp: bundle, verify: 'bundle exec rspec', testFiles: 'bundle exec rspec {files}' }
    ]),
    [
      'Rails',
      { Gemfile: '', 'bin/rails': '' },
      'a.rake',
      { setUp: bundle, verify: 'bundle exec rails test', testFiles: 'bundle exec rails test {files}' }
    ],
    [
      'Rake',
      { Gemfile: '' },
      'a.rb',
      {
        setUp: bundle,
        verify: 'bundle exec rake test',
        testFiles:
          "bundle exec ruby -Ilib -Itest -e 'ARGV.each { |file| require File.expand_path(file) }' -- {files}"
      }
    ],
    ...(
      [
        ['phpunit', '{}'],
        ['pest', '{"require-dev":{"pestphp/pest":"3"}}']
      ] as const
    ).map(([tool, file]): [string, Files, string, Commands] => [
      tool,
      { 'composer.json': file },
      'a.php',
      {
        setUp: composer,
        verify: `vendor/bin/${tool}`,
        testFiles: `for file in {files}; do vendor/bin/${tool} "$file" || exit 1; done`
      }
    ]),
    [
      'Dart',
      { 'pubspec.yaml': 'name: x\n' },
      'a.dart',
      {
        setUp: 'dart pub get',
        verify: 'dart pub get --offline && dart test',
        testFiles: 'dart pub get --offline && dart test {files}'
      }
    ]
  ])('%s', async (_, files, changed, commands) => {
    expect(await projectOf(files, changed)).toMatchObject({ folder: '', setUpFolder: '', ...commands })
  })

  it.each([
    ['package.json', true],
    ['pnpm-lock.yaml', true],
    ['src/a.js', false],
    ['test/package.json', false]
  ])('are set up anew where the change touches %s: %p', async (path, installsAnew) => {
    const files = {
      'package.json': JSON.stringify({ scripts: { test: 'jest' }, devDependencies: { jest: '1' } })
    }
    expect(await plan(files, 'src/b.js', path)).toMatchObject({ kind: 'planned', installsAnew })
  })
})
