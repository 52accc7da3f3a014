import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAssignment, type Process } from '../../src/assignment.js'
import { isOfFix, readSecrets } from '../../src/config/inputs.js'
import { prepareRun, prepareTools } from '../../src/prepare-run.js'
import { readFixEvent } from '../../src/read-fix-event.js'
import { request } from '../flow/pull-request/bundle-example.js'

const fixEvent = { action: 'error-autofix', client_payload: request }

/** Every input that a run asks for, from the start of the process to the point where the work begins. */
export async function inputsThatARunReads(given: Readonly<Record<string, string>>): Promise<Set<string>> {
  const isTriage = given['mode'] === 'triage'
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  try {
    const event = join(folder, 'event.json')
    await writeFile(event, JSON.stringify(isTriage ? {} : fixEvent))
    await writeFile(join(folder, 'policy.yml'), 'jira:\n  project: PPL\n')
    const asked = new Set<string>()
    const process: Process = {
      env: {
        GITHUB_EVENT_NAME: isTriage ? 'workflow_dispatch' : 'repository_dispatch',
        GITHUB_EVENT_PATH: event,
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_SHA: 'a'.repeat(40),
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_API_URL: 'https://api.github.test',
        GITHUB_RUN_ID: '1',
        GITHUB_WORKSPACE: folder
      },
      read: (name) => {
        asked.add(name)
        return name === 'config' ? 'policy.yml' : (given[name] ?? '')
      },
      mask: () => undefined,
      write: () => undefined,
      onCrash: () => undefined
    }
    const secrets = readSecrets(() => '')
    const assignment = await readAssignment(process)
    if (given['mode'] === 'doctor') return asked.add('config')
    if (isTriage) await prepareRun(assignment, process, secrets)
    else await prepareTools(assignment, process, { secrets, problemsWith: () => problemsOfEvent(assignment) })
    return asked
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function problemsOfEvent({ context, given }: Awaited<ReturnType<typeof readAssignment>>): readonly string[] {
  if (!given.ok || !isOfFix(given.inputs)) return ['The run is not one of fixing.']
  const event = readFixEvent(context, given.inputs)
  return event.ok ? [] : event.problems
}
