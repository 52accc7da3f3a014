import { foldersUp, pathIn } from '../quote-path.js'
import type { BaseFiles, Ecosystem, ProjectCommands } from './ecosystem.js'
import { findTestTool } from './javascript-tools.js'
import { readPackage, type PackageFacts } from './package-json.js'

type PackageManager = 'npm' | 'pnpm' | 'yarn'

const lockfiles = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn']
] as const satisfies readonly (readonly [string, PackageManager])[]

/** Runs an installed program without a look at the registry. Yarn's plug-and-play has no `node_modules/.bin`. */
const launchers: Readonly<Record<PackageManager, string>> = {
  npm: 'npx --no-install',
  pnpm: 'pnpm exec',
  yarn: 'yarn run'
}

export const javascript: Ecosystem = {
  name: 'JavaScript',
  sources: ['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts', '.vue', '.svelte'],
  manifests: ['package.json'],
  locks: [...lockfiles.map(([name]) => name), 'pnpm-workspace.yaml', '.yarnrc.yml', '.npmrc'],
  testMark: /\b(?:it|test|describe|suite|specify|context)\s{0,3}[.(]/,
  commandsAt
}

async function commandsAt(folder: string, base: BaseFiles): Promise<ProjectCommands | undefined> {
  const facts = await readPackage(pathIn(folder, 'package.json'), base)
  if (facts === undefined) return undefined
  const { manager, setUpFolder, locked } = findManager(folder, base)
  // Tools and their versions are often kept in the root of the workspace.
  const root = setUpFolder === folder ? facts : await readPackage(pathIn(setUpFolder, 'package.json'), base)
  const tool = findTestTool(facts, root)
  if (tool === undefined) return undefined
  const launcher = launchers[manager]
  return {
    folder,
    setUpFolder,
    setUp: locked
      ? await setUpOf(manager, setUpFolder, root, base)
      : hasDependencies(facts)
        ? 'npm install --no-audit --no-fund'
        : undefined,
    verify: facts.testScript === undefined ? tool.suite(launcher) : `${manager} test`,
    testFiles: tool.files(launcher)
  }
}

function findManager(
  folder: string,
  base: BaseFiles
): { readonly manager: PackageManager; readonly setUpFolder: string; readonly locked: boolean } {
  for (const above of foldersUp(folder)) {
    const found = lockfiles.find(([name]) => base.paths.has(pathIn(above, name)))
    if (found) return { manager: found[1], setUpFolder: above, locked: true }
  }
  return { manager: 'npm', setUpFolder: folder, locked: false }
}

async function setUpOf(
  manager: PackageManager,
  folder: string,
  root: PackageFacts | undefined,
  base: BaseFiles
): Promise<string> {
  switch (manager) {
    case 'npm':
      return 'npm ci --no-audit --no-fund'
    case 'pnpm':
      return 'pnpm install --frozen-lockfile'
    case 'yarn':
      return (await isModernYarn(folder, root, base))
        ? 'yarn install --immutable'
        : 'yarn install --frozen-lockfile'
  }
}

/** Yarn 2 renamed the option; its lockfile begins with `__metadata`. */
async function isModernYarn(
  folder: string,
  root: PackageFacts | undefined,
  base: BaseFiles
): Promise<boolean> {
  if (base.paths.has(pathIn(folder, '.yarnrc.yml'))) return true
  if (root?.packageManager !== undefined) return /^yarn@(?:[2-9]|\d\d)/.test(root.packageManager)
  return (await base.read(pathIn(folder, 'yarn.lock')))?.includes('\n__metadata:') ?? false
}

function hasDependencies({ dependencies }: PackageFacts): boolean {
  return dependencies.size > 0
}
