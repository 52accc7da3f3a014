/** Paths with one reason why a machine never touches them. */
export interface ProtectedPaths {
  readonly subject: string
  /** Gitignore patterns, in lower case; paths are compared in any case. */
  readonly patterns: readonly string[]
}

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

/**
 * Always in force, on top of the subjects that triage denies; a config adds to it and cannot take away from it. Manifests and
 * lockfiles are not in here: see `package-files.ts`.
 */
export const protectedPaths: readonly ProtectedPaths[] = [
  {
    subject: 'continuous integration',
    patterns: list(`
      .github/ .gitlab/ .gitlab-ci* .circleci/ .buildkite/ .drone* .woodpecker* .travis.yml .appveyor.yml appveyor.yml
      azure-pipelines* .azure-pipelines/ bitbucket-pipelines.yml jenkinsfile* .jenkins/ .teamcity/ .semaphore/
      .cirrus.yml .forgejo/ .gitea/ cloudbuild.y*ml buildspec*.y*ml codecov.y*ml .codecov.yml sonar-project.properties
      renovate.json* .renovaterc* dependabot.y*ml codemagic.yaml bitrise.yml /fastlane/ action.yml action.yaml`)
  },
  { subject: 'code ownership', patterns: ['codeowners'] },
  {
    subject: 'instructions or settings of coding agents',
    patterns: list(`
      .claude/ .claude* claude.md claude.local.md agents.md agent.md gemini.md .mcp.json mcp.json .cursor/ .cursor*
      .windsurf/ .windsurf* .aider* .continue/ .cline* .roo/ .roo* .codex/ .gemini/ .kiro/ .goose* .opencode/ .junie/
      copilot-instructions.md *.instructions.md *.prompt.md skill.md llms.txt`)
  },
  {
    subject: 'git itself',
    patterns: list(`.git .git/ .git* .gitattributes .gitmodules .gitignore *.git/ git~* .lfsconfig .mailmap`)
  },
  {
    subject: 'hooks',
    patterns: list(`
      .husky/ .githooks/ githooks/ git-hooks/ .hooks/ lefthook* .lefthook* .pre-commit* .overcommit.yml .lintstaged*
      .simple-git-hooks* .huskyrc* pre-commit pre-push pre-rebase pre-receive pre-merge-commit prepare-commit-msg commit-msg
      post-commit post-checkout post-merge post-rewrite post-receive applypatch-msg`)
  },
  {
    subject: 'package manager settings',
    patterns: list(`
      .npmrc .yarnrc* .yarn/ .pnpmfile* pnpmfile* pnpm-workspace.yaml bunfig.toml .bundle/ pip.conf pip.ini .pip/ .pypirc
      .cargo/ nuget.config .netrc _netrc auth.json .gemrc .condarc uv.toml lerna.json rush.json nx.json turbo.json`)
  },
  {
    subject: 'environment',
    patterns: list(`
      .envrc .env* *.env .direnv/ .tool-versions mise.toml .mise* .nvmrc .node-version .python-version .ruby-version
      .java-version .sdkmanrc rust-toolchain* global.json .devcontainer/ .vscode/ .idea/ *.code-workspace
      sitecustomize.py usercustomize.py *.pth`)
  },
  {
    subject: 'infrastructure or deployment',
    patterns: list(`
      dockerfile* *.dockerfile containerfile* .dockerignore docker-compose* compose*.y*ml docker-bake* *.tf *.tfvars *.hcl
      *.bicep terraform/ k8s/ kubernetes/ helm/ charts/ chart.yaml kustomization.y*ml skaffold.yaml tiltfile serverless.*
      template.y*ml samconfig.toml cdk.json pulumi*.y*ml procfile app.yaml fly.toml vercel.json netlify.toml wrangler.*
      render.yaml heroku.yml *.service nginx.conf`)
  },
  {
    subject: 'how the project is built',
    patterns: list(`
      makefile* gnumakefile *.mk justfile .justfile taskfile* magefile.go rakefile gulpfile* gruntfile* build.rs build.zig
      build.xml build.sc build.py fabfile.py noxfile.py dodo.py sconstruct sconscript cmakelists.txt *.cmake
      meson.build configure.ac workspace.bazel module.bazel build.bazel *.bzl .bazelrc
      *.gradle *.gradle.kts !build.gradle !build.gradle.kts gradle.properties gradle-wrapper.* gradlew* mvnw* .mvn/
      buildsrc/ project/*.sbt project/build.properties project/*.scala *.sln *.slnx *.props *.targets !directory.packages.props
      *.xcodeproj/ *.xcworkspace/ build.yaml analysis_options.yaml go.work bsconfig.json
      /scripts/ /script/ /packages/*/scripts/ /.scripts/ *.sh *.bash *.zsh *.fish *.ps1 *.psm1 *.bat *.cmd`)
  },
  {
    subject: 'how tests run',
    patterns: list(`
      *.config.js *.config.cjs *.config.mjs *.config.ts *.config.cts *.config.mts *.config.json *.conf.js *.conf.ts
      vitest.workspace.* jest.* vitest.setup* jest-*.js setuptests.* setup-tests.* test-setup.* test.setup.* .mocharc* mocha.opts
      .nycrc* .c8rc* .babelrc* .swcrc karma.* pytest.ini conftest.py tox.ini .coveragerc nose.cfg
      .rspec spec_helper.rb rails_helper.rb test_helper.rb test_helper.exs phpunit.xml* pest.php bootstrap.php
      infection.json* codeception.yml behat.y*ml dart_test.yaml *.runsettings xunit.runner.json testng.xml
      junit-platform.properties .testcontainers.properties __mocks__/ *.xctestplan`)
  },
  {
    subject: 'what compilers and linters accept',
    patterns: list(`
      tsconfig* jsconfig* .eslintrc* .eslintignore eslint.* .prettierrc* .prettierignore .editorconfig biome.json* .oxlintrc*
      .stylelint* .browserslistrc .jshintrc .flowconfig deno.lint.json mypy.ini .mypy.ini pyrightconfig.json ruff.toml
      .ruff.toml .flake8 .pylintrc pylintrc .bandit clippy.toml .clippy.toml rustfmt.toml .rustfmt.toml .golangci*
      .rubocop* checkstyle*.xml pmd*.xml spotbugs*.xml detekt*.y*ml .scalafmt.conf .scalafix.conf phpstan* psalm*.xml
      .php-cs-fixer* phpcs.xml* .swiftlint* .credo.exs .formatter.exs .dialyzer* stylecop.json .globalconfig`)
  },
  {
    subject: 'code of others',
    patterns: list(
      `node_modules/ bower_components/ vendor/ vendors/ third_party/ third-party/ site-packages/ pods/`
    )
  },
  { subject: 'a migration', patterns: list(`migrations/ migration/ migrate/ alembic/ changelog/*.xml`) },
  // Tools look for their settings in such names, and new tools come faster than a list grows.
  { subject: 'a hidden file or folder', patterns: ['.*'] }
]
