import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { examineProgram } from './adapters/claude/examine-program.js'
import { absoluteFolders } from './adapters/claude/environment.js'
import { openWorkspaceRepository } from './adapters/git/workspace-repository.js'
import { createApiRepository, type RepositoryFiles } from './adapters/github/api-repository.js'
import type { OctokitSource } from './adapters/github/client.js'
import { createCommandRunner } from './adapters/process/run-command.js'
import type { VendorLimits } from './adapters/vendor-limits.js'
import { composeExaminers } from './compose-examiners.js'
import type { AgentFacts } from './check-up/judge-agent.js'
import { commandEnvironment } from './command-environment.js'
import type { DoctorInputs } from './config/doctor-inputs.js'
import type { Policy } from './config/policy.js'
import { known, unknown, type Known } from './flow/issue/known.js'
import { surveyProjects, type ProjectSurvey } from './flow/proof/survey-projects.js'
import { lazily } from './lazily.js'
import type { DoctorWorld } from './modes/doctor.js'
import type { RunLog } from './ports.js'
import type { Environment, RunnerContext } from './runner-context.js'
import type { Redactor } from './text/redact.js'

export interface DoctorRun {
  readonly inputs: DoctorInputs
  /** `undefined` when it cannot be read. */
  readonly policy: Policy | undefined
  readonly policyProblems: readonly string[]
  readonly context: RunnerContext
  /** With the workflow's token. */
  readonly octokit: OctokitSource
  readonly limits: VendorLimits
  readonly redactor: Redactor
  readonly log: RunLog
  readonly env: Environment
}

/** A manifest is read whole or not at all. */
const MAXIMUM_MANIFEST_BYTES = 1_000_000

/** Puts together what looks at each part. Nothing is asked before the mode asks. */
export function composeDoctor(run: DoctorRun): DoctorWorld {
  const { inputs, policy, policyProblems, context } = run
  const checkout = lazily(() => openWorkspaceRepository(context.workspace, context.searchPath))
  return {
    inputs: {
      datadog: inputs.datadog !== undefined,
      jira: inputs.jira !== undefined,
      appToken: inputs.appToken !== '',
      fixes: policy === undefined ? undefined : policy.autofix.base !== undefined,
      problems: inputs.problems,
      policy: { location: inputs.config, problems: policyProblems }
    },
    ...composeExaminers(run),
    ownership: async () => ({ codeOwners: await (await filesOf(run, checkout)).codeOwners() }),
    agent: policy?.autofix.base === undefined ? undefined : () => examineAgent(run, policy, checkout)
  }
}

async function filesOf(
  { context, octokit, log }: DoctorRun,
  checkout: () => Promise<RepositoryFiles | undefined>
): Promise<RepositoryFiles> {
  const { owner, repo, commit } = context
  return (await checkout()) ?? createApiRepository({ octokit, owner, repo, commit, log })
}

async function examineAgent(
  { inputs, context, redactor, env }: DoctorRun,
  { autofix: { agent, verify } }: Policy,
  checkout: () => Promise<RepositoryFiles | undefined>
): Promise<AgentFacts> {
  const folder = join(context.temporaryFolder, 'datadog-autofix-doctor')
  await mkdir(folder, { recursive: true })
  const environment = commandEnvironment(env, folder)
  await Promise.all(['home', 'tmp'].map((name) => mkdir(join(folder, name), { recursive: true })))
  const runner = createCommandRunner({
    environment,
    sandbox: verify.sandbox,
    redact: (text) => redactor.redact(text),
    temporaryFolder: join(folder, 'tmp')
  })
  const [program, sandbox, projects] = await Promise.all([
    isInside(context.workspace, agent.command)
      ? ownProgram(agent.command)
      : examineProgram({ ...agent, searchPath: context.searchPath, temporaryFolder: folder }),
    runner.sandbox(),
    survey(await checkout(), context.commit, verify)
  ])
  return {
    keyGiven: inputs.agentKey !== '',
    missingVariables: agent.environment.filter((name) => (env[name] ?? '') === ''),
    program,
    sandbox,
    projects,
    missingPrograms: projects.known ? await findMissing(projects.value, context.searchPath) : []
  }
}

/** Whether it is a path into the checkout. A name alone is looked for on the PATH. */
function isInside(workspace: string, command: string): boolean {
  return command.includes('/') && !relative(workspace, resolve(command)).startsWith('..')
}

/** Code of the repository has no business beside the credentials that the doctor holds. */
function ownProgram(command: string): AgentFacts['program'] {
  const why = `autofix.agent.command is ${command}, a program of the checkout, which is not started beside the credentials of a check-up.`
  return { kind: 'refused', status: undefined, why }
}

async function survey(
  files: RepositoryFiles | undefined,
  commit: string,
  policy: Policy['autofix']['verify']
): Promise<Known<ProjectSurvey>> {
  if (files === undefined) return unknown('the repository is not checked out in this job')
  const paths = await files.paths()
  if (!paths.known) return paths
  const readBase = async (path: string): Promise<string | undefined> => {
    const text = await files.readFile(path, commit, MAXIMUM_MANIFEST_BYTES)
    return text.known ? text.value : undefined
  }
  return known(await surveyProjects({ paths: paths.value, readBase }, policy))
}

/** Programs that the commands begin with and no folder of the PATH has; a path into the repository is there after the set-up. */
async function findMissing({ found }: ProjectSurvey, searchPath: string): Promise<readonly string[]> {
  const programs = new Set(found.flatMap(({ verify, testFiles }) => [verify, testFiles].map(programOf)))
  const names = [...programs].filter((name) => /^[\w.+-]+$/.test(name))
  const missing = await Promise.all(
    names.map(async (name) => ((await isOnPath(name, searchPath)) ? [] : [name]))
  )
  return missing.flat()
}

/** The first word that is not a variable for the command. */
function programOf(command: string): string {
  return (
    command
      .trim()
      .split(/\s+/)
      .find((word) => !/^\w+=/.test(word)) ?? ''
  )
}

async function isOnPath(name: string, searchPath: string): Promise<boolean> {
  const looks = absoluteFolders(searchPath).map((folder) =>
    access(join(folder, name), constants.X_OK).then(
      () => true,
      () => false
    )
  )
  return (await Promise.all(looks)).includes(true)
}
