import ignore, { type Ignore } from 'ignore'

/** What a changed file does, by its path alone. */
export type ChangeKind =
  /** Written by a package manager. */
  | 'lock'
  /** Builds, checks and tools around the code. */
  | 'ci'
  | 'test'
  /** Names packages, and how everything is built. */
  | 'manifest'
  /** Changes the shape of stored data. */
  | 'migration'
  /** Text for people. */
  | 'docs'
  /** Steers what runs: settings and infrastructure. */
  | 'config'
  /** Runs in production, or nobody can tell. */
  | 'runtime'

/** Gitignore patterns in a row are easier to read, and to add to, than one expression. */
function compile(patterns: string, ignorecase = true): Ignore {
  return ignore({ ignorecase }).add(patterns.trim().split(/\s+/))
}

const lock = compile(`
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb poetry.lock uv.lock pdm.lock Pipfile.lock
  Gemfile.lock gems.locked go.sum go.work.sum composer.lock Cargo.lock pubspec.lock gradle.lockfile mix.lock rebar.lock
  packages.lock.json paket.lock Package.resolved Podfile.lock Cartfile.resolved deno.lock flake.lock`)

const ci = compile(`
  /.github/ /.gitlab/ /.circleci/ /.buildkite/ /.changeset/ .husky/ .vscode/ .idea/ .devcontainer/
  .gitlab-ci.yml .travis.yml azure-pipelines.yml bitbucket-pipelines.yml Jenkinsfile codecov.yml .codecov.yml renovate.json
  renovate.json5 dependabot.yml .gitignore .gitattributes .editorconfig .prettierrc* .prettierignore .eslintrc* .eslintignore
  eslint.config.* jest.config.* vitest.config.* playwright.config.* .rubocop.yml .pre-commit-config.yaml .nvmrc`)

const folderOfTests = compile(`
  test/ tests/ __tests__/ __mocks__/ __snapshots__/ __fixtures__/ testdata/ test_data/ test-data/ e2e/ cypress/
  /spec/ /*/spec/ /*/*/spec/ androidTest/ integrationTest/ integration_test/ test_driver/ *.Test/ *.Tests/ *.UnitTests/
  *.IntegrationTests/ conftest.py spec_helper.rb rails_helper.rb test_helper.rb test_helper.exs
  *.test.* *.spec.* *.cy.* *.stories.* *.snap *-test.js *-test.ts *_test.* *_spec.rb test_*.py test_*.rb`)

/** With the case as it is, since `latest.java` is no test. */
const classOfTests = compile(
  `*Test.java *Tests.java *TestCase.java *IT.java *Test.kt *Tests.kt *Spec.kt *IT.kt *Test.groovy *Spec.groovy *Test.scala *Tests.scala
  *Spec.scala *Suite.scala *Test.php *Cest.php *Spec.php *Test.cs *Tests.cs *Test.fs *Tests.fs *Test.vb *Tests.vb *Test.swift
  *Tests.swift`,
  false
)

const manifest = compile(`
  package.json tsconfig*.json jsconfig*.json pyproject.toml setup.py setup.cfg Pipfile *requirements*.txt *requirements*.in
  requirements/*.txt constraints*.txt Gemfile gems.rb *.gemspec go.mod go.work composer.json Cargo.toml pubspec.yaml pom.xml
  *.gradle *.gradle.kts gradle.properties build.sbt mix.exs rebar.config packages.config Directory.Packages.props deno.json
  deno.jsonc Package.swift Podfile Makefile CMakeLists.txt *.csproj *.fsproj *.vbproj *.sln`)

const migration = compile(`
  migrations/ migration/ migrate/ flyway/ liquibase/ alembic/ *.sql structure.sql schema.rb schema.prisma`)

const docs = compile(`
  *.md *.mdx *.markdown *.rst *.adoc *.asciidoc *.txt !robots.txt /docs/ /doc/ /*/docs/ /documentation/
  LICENSE LICENCE NOTICE AUTHORS CHANGELOG README CODEOWNERS`)

const config = compile(`
  *.yml *.yaml *.toml *.ini *.cfg *.conf *.config *.properties *.env .env* *.tf *.tfvars *.hcl *.plist *.xcconfig
  Dockerfile* *.dockerfile Procfile config.ru *config*.json *settings*.json *config*.xml config/**/*.json config/**/*.xml`)

/** Longer paths are not matched: Linux allows 4,096 bytes, and people write fewer. */
const LONGEST = 1_000

/** Order matters: a lockfile between tests is a lockfile, a test of a migration is a test, settings of documents are documents. */
export function kindOfChange(path: string): ChangeKind {
  if (path.length > LONGEST || !ignore.isPathValid(path)) return 'runtime'
  if (lock.ignores(path)) return 'lock'
  if (ci.ignores(path)) return 'ci'
  if (folderOfTests.ignores(path) || classOfTests.ignores(path)) return 'test'
  if (manifest.ignores(path)) return 'manifest'
  if (migration.ignores(path)) return 'migration'
  if (docs.ignores(path)) return 'docs'
  return config.ignores(path) ? 'config' : 'runtime'
}

/** Nothing of it can change what runs: documents, tests, and the tools around. */
export function isHarmless(kind: ChangeKind): boolean {
  return kind === 'docs' || kind === 'test' || kind === 'ci'
}
