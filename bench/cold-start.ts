import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, stepEnvironment } from '../services/runner/embedded-runner.js'

/** Times of one round, in milliseconds. */
interface Round {
  /** `node -e 0`, from start to exit. */
  readonly node: number
  /** The bundle, from start to its first vendor request. */
  readonly firstRequest: number
}

/** The checked-out policy file, so that Datadog is the first vendor to be asked. */
const POLICY = 'jira:\n  project: PPL\n'

/** Starts both alternately, so that a busy machine is busy for both. */
export async function measureColdStart(rounds: number, node = process.execPath): Promise<readonly Round[]> {
  const home = mkdtempSync(join(tmpdir(), 'cold-start-'))
  try {
    mkdirSync(join(home, '.github'))
    writeFileSync(join(home, '.github/datadog-autofix.yml'), POLICY)
    const measured: Round[] = []
    for (let round = 0; round < rounds; round += 1) {
      measured.push({ node: await timeNode(node), firstRequest: await timeFirstRequest(node, home) })
    }
    return measured
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function timeNode(node: string): Promise<number> {
  const started = performance.now()
  await new Promise<void>((resolve, reject) => {
    spawn(node, ['-e', '0'], { stdio: 'ignore' })
      .on('error', reject)
      .on('close', () => resolve())
  })
  return performance.now() - started
}

async function timeFirstRequest(node: string, workspace: string): Promise<number> {
  let asked: (at: number) => void = () => undefined
  const first = new Promise<number>((resolve) => (asked = resolve))
  const server = createServer((_request, response) => {
    asked(performance.now())
    response.writeHead(403).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = stepEnvironment(
    {
      inputs: {
        mode: 'triage',
        'datadog-api-key': 'a'.repeat(32),
        'datadog-app-key': 'b'.repeat(40),
        'datadog-api-url': url,
        'jira-base-url': url,
        'jira-user-email': 'bench@example.com',
        'jira-api-token': 'c'.repeat(24),
        'issue-id': '3f0d1a52-8f4e-11f0-9c1d-da7ad0900002'
      },
      eventName: 'workflow_dispatch',
      event: {},
      repository: 'acme/shop',
      commit: '0'.repeat(40),
      apiUrl: url,
      token: 'd'.repeat(40)
    },
    workspace
  )
  const started = performance.now()
  const child = spawn(node, [bundle], { env: env.variables, stdio: 'ignore' })
  const at = await Promise.race([
    first,
    new Promise<never>((_resolve, reject) =>
      child.on('close', () => reject(new Error('The bundle asked no vendor')))
    )
  ])
  child.kill('SIGKILL')
  server.close()
  server.closeAllConnections()
  env.remove()
  return at - started
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
