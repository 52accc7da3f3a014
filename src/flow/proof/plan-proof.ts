import ignore from 'ignore'
import type { FixEnd } from '../fix/fix-outcomes.js'
import { decidesInstallation, ecosystems, ecosystemsOf } from './ecosystems/all-ecosystems.js'
import { isNamed, type BaseFiles, type Ecosystem, type ProjectCommands } from './ecosystems/ecosystem.js'
import type { ProofProject } from './proof-run.js'
import { folderOf, foldersUp, nameOf } from './quote-path.js'
import type { VerifyPolicy, VerifyProject } from './verify-policy.js'

export interface ProofRequest {
  /** Paths of the base. */
  readonly paths: readonly string[]
  /** A text file of the base; `undefined` when there is none or it cannot be read. */
  readonly readBase: (path: string) => Promise<string | undefined>
  /** Paths that the change touches. */
  readonly changed: readonly string[]
  /** Whether a path belongs to the tests, fixtures and helpers included. */
  readonly isTest: (path: string) => boolean
}

/** A project that the change touches. */
export interface PlannedProject extends ProofProject {
  /** Folder of the set-up: the root of a workspace, where that is not the project's own. */
  readonly setUpFolder: string
  /** Changed paths that belong to it. */
  readonly changed: readonly string[]
}

export type ProofPlan =
  | {
      readonly kind: 'planned'
      readonly projects: readonly PlannedProject[]
      /** The change touches what a set-up installs, so that everything has to be set up anew with the change. */
      readonly installsAnew: boolean
    }
  | { readonly kind: 'no-plan'; readonly end: FixEnd }

/**
 * Which projects a change belongs to and how each is tested: the config first, else the nearest manifest up from each changed
 * file that says how to test. Files that are no code (documents, data) belong to a project that is touched anyway, else to
 * the nearest; of a code file without a project nothing can be proven.
 */
export async function planProof(request: ProofRequest, policy: VerifyPolicy): Promise<ProofPlan> {
  const base = baseFiles(request)
  const projects = new Map<string, PlannedProject>()
  const isCode = (path: string): boolean => ecosystemsOf(path).length > 0
  const inOrder = [...request.changed].sort((one, other) => Number(isCode(other)) - Number(isCode(one)))
  for (const path of inOrder) {
    const found = await findProject(path, { base, policy, projects: [...projects.values()] })
    if (found === undefined) {
      if (isCode(path)) return noPlan(path)
      continue
    }
    const key = JSON.stringify([found.folder, found.verify, found.testFiles])
    const known = projects.get(key)
    projects.set(key, {
      ...(known ?? found),
      changed: [...(known?.changed ?? []), path]
    })
  }
  const first = request.changed[0]
  if (projects.size === 0) return noPlan(first ?? 'the change')
  const installsAnew = request.changed.some(
    (path) => decidesInstallation(nameOf(path)) && !request.isTest(path)
  )
  return { kind: 'planned', projects: [...projects.values()], installsAnew }
}

export type UntouchedProject = Omit<PlannedProject, 'changed'>

export interface Search {
  readonly base: BaseFiles
  readonly policy: VerifyPolicy
  /** Found so far. */
  readonly projects: readonly PlannedProject[]
}

/** The project that a change of the path would be proven in; `undefined` when nothing tells how it is tested. */
export async function findProject(path: string, search: Search): Promise<UntouchedProject | undefined> {
  const { base, policy, projects } = search
  const configured = policy.projects.find(({ paths }) => choose(paths, path))
  if (configured) return completed(configured, path, base)
  const of = ecosystemsOf(path)
  if (of.length === 0) {
    const touched = projects.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`))
    if (touched) return touched
  }
  const found = await nearestCommands(folderOf(path), of.length === 0 ? ecosystems : of, base)
  return found === undefined ? undefined : { ...found, name: found.folder === '' ? '.' : found.folder }
}

function choose(patterns: readonly string[], path: string): boolean {
  return (
    patterns.length > 0 &&
    ignore.isPathValid(path) &&
    ignore()
      .add([...patterns])
      .ignores(path)
  )
}

/** What the config leaves out is found as if there were none; an empty set-up is one that nobody needs. */
async function completed(
  project: VerifyProject,
  path: string,
  base: BaseFiles
): Promise<UntouchedProject | undefined> {
  const of = ecosystemsOf(path)
  const isComplete =
    project.verify !== undefined && project.testFiles !== undefined && project.setUp !== undefined
  const found = isComplete
    ? undefined
    : await nearestCommands(project.folder ?? folderOf(path), of.length === 0 ? ecosystems : of, base)
  const folder = project.folder?.replace(/^(?:\.\/)+|\/+$|^\.$/g, '') ?? found?.folder ?? ''
  const verify = project.verify ?? found?.verify
  const testFiles = project.testFiles ?? found?.testFiles
  if (verify === undefined || testFiles === undefined) return undefined
  const setUp = project.setUp ?? found?.setUp
  return {
    name: folder === '' ? '.' : folder,
    folder,
    setUp: setUp === '' ? undefined : setUp,
    setUpFolder: project.setUp === undefined ? (found?.setUpFolder ?? folder) : folder,
    verify,
    testFiles
  }
}

async function nearestCommands(
  start: string,
  wanted: readonly Ecosystem[],
  base: BaseFiles
): Promise<ProjectCommands | undefined> {
  for (const folder of foldersUp(start)) {
    const names = base.namesIn(folder)
    for (const ecosystem of wanted) {
      if (!names.some((name) => isNamed(name, ecosystem.manifests))) continue
      const commands = await ecosystem.commandsAt(folder, base)
      if (commands !== undefined) return commands
    }
  }
  return undefined
}

export function baseFiles({ paths, readBase }: Pick<ProofRequest, 'paths' | 'readBase'>): BaseFiles {
  const byFolder = new Map<string, string[]>()
  for (const path of paths) {
    const folder = folderOf(path)
    const names = byFolder.get(folder)
    if (names) names.push(nameOf(path))
    else byFolder.set(folder, [nameOf(path)])
  }
  return { paths: new Set(paths), namesIn: (folder) => byFolder.get(folder) ?? [], read: readBase }
}

function noPlan(path: string): ProofPlan {
  const of = ecosystemsOf(path)
  const manifests = (of.length === 0 ? ecosystems : of).flatMap((each) => each.manifests)
  const folder = folderOf(path)
  const where = folder === '' ? 'the root' : `${folder} and the folders above it`
  const why =
    `nothing tells how ${path} is tested: looked in ${where} for ${[...new Set(manifests)].join(', ')} ` +
    'with a test tool that is known; add a project to autofix.verify.projects in the config, with paths, verify and test-files'
  return { kind: 'no-plan', end: { reason: 'no-plan', why } }
}
