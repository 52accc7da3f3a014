import { ecosystemsOf } from './ecosystems/all-ecosystems.js'
import { baseFiles, findProject, type UntouchedProject } from './plan-proof.js'
import { folderOf } from './quote-path.js'
import type { VerifyPolicy } from './verify-policy.js'

/** How the parts of a repository are tested, as the proof would find it. */
export interface ProjectSurvey {
  readonly found: readonly Pick<UntouchedProject, 'name' | 'folder' | 'verify' | 'testFiles'>[]
  /** Top folders with source files of which nothing tells how they are tested. */
  readonly uncovered: readonly { readonly folder: string; readonly files: number }[]
}

export interface SurveyRequest {
  readonly paths: readonly string[]
  /** As for the proof: `undefined` when there is no such file, or it cannot be read. */
  readonly readBase: (path: string) => Promise<string | undefined>
}

/** Folders are alike below a manifest; a repository with more of them is shown in part. */
const MOST_FOLDERS = 400

/** Asks for one source file of each folder and language what the proof would ask for a change of it. */
export async function surveyProjects(
  { paths, readBase }: SurveyRequest,
  policy: VerifyPolicy
): Promise<ProjectSurvey> {
  const groups = new Map<string, { readonly path: string; files: number }>()
  for (const path of paths) {
    const [ecosystem] = ecosystemsOf(path)
    if (ecosystem === undefined) continue
    const key = JSON.stringify([folderOf(path), ecosystem.name])
    const group = groups.get(key)
    if (group) group.files += 1
    else groups.set(key, { path, files: 1 })
  }
  const texts = new Map<string, Promise<string | undefined>>()
  const readOnce = (path: string): Promise<string | undefined> => {
    const text = texts.get(path) ?? readBase(path)
    texts.set(path, text)
    return text
  }
  const base = baseFiles({ paths, readBase: readOnce })
  const found = new Map<string, ProjectSurvey['found'][number]>()
  const uncovered = new Map<string, number>()
  for (const { path, files } of [...groups.values()].slice(0, MOST_FOLDERS)) {
    const project = await findProject(path, { base, policy, projects: [] })
    if (project === undefined) {
      const top = folderOf(path).split('/', 1)[0] ?? ''
      uncovered.set(top, (uncovered.get(top) ?? 0) + files)
      continue
    }
    const { name, folder, verify, testFiles } = project
    found.set(JSON.stringify([folder, verify]), { name, folder, verify, testFiles })
  }
  return {
    found: [...found.values()],
    uncovered: [...uncovered].map(([folder, files]) => ({ folder, files }))
  }
}
