import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAssignment, type Process } from '../../src/assignment.js'
import { readSecrets } from '../../src/config/inputs.js'
import { prepareRun } from '../../src/prepare-run.js'

/** Every input that a run asks for, from the start of the process to the point where the work begins. */
export async function inputsThatARunReads(given: Readonly<Record<string, string>>): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  try {
    const event = join(folder, 'event.json')
    await writeFile(event, '{}')
    await writeFile(join(folder, 'policy.yml'), 'jira:\n  project: PPL\n')
    const asked = new Set<string>()
    const process: Process = {
      env: {
        GITHUB_EVENT_NAME: 'workflow_dispatch',
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
      write: () => undefined
    }
    const secrets = readSecrets(process.read)
    await prepareRun(await readAssignment(process), process, secrets)
    return asked
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
