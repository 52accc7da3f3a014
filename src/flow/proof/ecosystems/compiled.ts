import { foldersUp, pathIn } from '../quote-path.js'
import type { BaseFiles, Ecosystem, ProjectCommands } from './ecosystem.js'

/** `-count=1`: Go answers a run that has passed before from its cache. `GOPROXY=off`: fail at once instead of waiting. */
export const go: Ecosystem = {
  name: 'Go',
  sources: ['.go'],
  manifests: ['go.mod'],
  locks: ['go.sum', 'go.work', 'go.work.sum'],
  testMark: /^func (?:Test|Fuzz|Example)/m,
  commandsAt: async (folder) => ({
    ...inFolder(folder),
    setUp: 'go mod download',
    verify: 'GOPROXY=off go test -count=1 ./...',
    testFiles: 'GOPROXY=off go test -count=1 -v -run {names} {folders}'
  })
}

export const rust: Ecosystem = {
  name: 'Rust',
  sources: ['.rs'],
  manifests: ['Cargo.toml'],
  locks: ['Cargo.lock'],
  testMark: /#\[(?:\w{1,40}::)?(?:test|rstest)\b/,
  commandsAt: async (folder, base) => {
    const locked = foldersUp(folder).some((above) => base.paths.has(pathIn(above, 'Cargo.lock')))
    return {
      ...inFolder(folder),
      setUp: locked ? 'cargo fetch --locked' : 'cargo fetch',
      verify: 'cargo test --offline --no-fail-fast',
      testFiles: 'cargo test --offline --no-fail-fast {cargo-tests}'
    }
  }
}

/**
 * Surefire fetches what runs the tests only when it finds a class of tests, so the set-up asks every class for a test that none has: that loads and
 * compiles everything. Modules are tested from the topmost pom.xml, because each needs those before it.
 */
const noMavenTests = '-Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false'
export const maven: Ecosystem = {
  name: 'Maven',
  sources: ['.java', '.kt', '.scala', '.groovy'],
  manifests: ['pom.xml'],
  locks: [],
  testMark: /@(?:Test|ParameterizedTest|RepeatedTest)\b|\bextends \w{0,80}(?:Spec|TestCase)\b/,
  commandsAt: async (folder, base) => {
    const root = topmost(folder, 'pom.xml', base)
    const mvn = `${wrapper(root, 'mvnw', 'mvn', base)} -B -ntp`
    return {
      ...inFolder(root),
      setUp: `${mvn} test -Dtest='*#noSuchTest' ${noMavenTests}`,
      verify: `${mvn} -o -fae test`,
      testFiles: `${mvn} -o test -Dtest={classes} ${noMavenTests}`
    }
  }
}

/** The first command of the set-up fails for want of a test once all that tests run with is loaded. */
export const gradle: Ecosystem = {
  name: 'Gradle',
  sources: ['.java', '.kt', '.kts', '.scala', '.groovy'],
  manifests: ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  locks: ['gradle.lockfile', 'libs.versions.toml', 'gradle.properties'],
  testMark: maven.testMark,
  commandsAt: async (folder, base) => {
    const settings = ['settings.gradle', 'settings.gradle.kts']
    const root =
      foldersUp(folder).find((above) => settings.some((name) => base.paths.has(pathIn(above, name)))) ??
      folder
    const run = `${wrapper(root, 'gradlew', 'gradle', base)} --no-daemon`
    return {
      ...inFolder(root),
      setUp: `${run} --continue test --tests no.such.Test || ${run} testClasses`,
      verify: `${run} --offline --continue cleanTest test`,
      testFiles: `${run} --offline --continue {gradle-tests}`
    }
  }
}

export const dotnet: Ecosystem = {
  name: '.NET',
  sources: ['.cs', '.fs', '.vb'],
  manifests: ['*.sln', '*.slnx', '*.csproj', '*.fsproj', '*.vbproj'],
  locks: ['packages.lock.json', 'Directory.Packages.props', 'Directory.Build.props', 'nuget.config'],
  testMark: /\[(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod)\b/,
  commandsAt: async (folder, base) => {
    // Code and its tests are projects of their own, side by side in one solution.
    const solution = foldersUp(folder).find((above) =>
      base.namesIn(above).some((name) => name.endsWith('.sln') || name.endsWith('.slnx'))
    )
    return {
      ...inFolder(solution ?? folder),
      setUp: 'dotnet restore',
      verify: 'dotnet test --no-restore',
      testFiles: 'dotnet test --no-restore --filter {dotnet-filter}'
    }
  }
}

function inFolder(folder: string): Pick<ProjectCommands, 'folder' | 'setUpFolder'> {
  return { folder, setUpFolder: folder }
}

/** The highest folder of an unbroken chain upwards that has the file. */
function topmost(folder: string, name: string, base: BaseFiles): string {
  let top = folder
  for (const above of foldersUp(folder)) {
    if (!base.paths.has(pathIn(above, name))) break
    top = above
  }
  return top
}

function wrapper(folder: string, script: string, program: string, base: BaseFiles): string {
  return base.paths.has(pathIn(folder, script)) ? `./${script}` : program
}
