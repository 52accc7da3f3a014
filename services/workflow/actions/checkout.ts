import { execFile } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { failed, inputs, succeeded, type ActionCall, type StandIn, type StepEnd } from './stand-in.js'

/** Real git against the embedded GitHub, with the token of the step: a job that may not read the contents gets nothing. */
export const checkout: StandIn = {
  source: 'https://github.com/actions/checkout/blob/08c6903cd8c0fde910a37f88322edcfb5dd907a8/action.yml',
  inputs: {
    ...inputs('ref', 'ssh-key', 'ssh-known-hosts', 'path', 'filter', 'sparse-checkout', 'github-server-url'),
    repository: '${{ github.repository }}',
    token: '${{ github.token }}',
    'ssh-strict': 'true',
    'ssh-user': 'git',
    'persist-credentials': 'true',
    clean: 'true',
    'sparse-checkout-cone-mode': 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
    'show-progress': 'true',
    lfs: 'false',
    submodules: 'false',
    'set-safe-directory': 'true'
  },
  required: [],
  played: ['ref', 'repository', 'token', 'persist-credentials'],
  play
}

async function play({ inputs: given, machine }: ActionCall): Promise<StepEnd> {
  const { workspace, run, variables } = machine
  const server = run.hosting.github.serverUrl
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${given['token'] ?? ''}`).toString('base64')}`
  const env = {
    ...variables,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: header
  }
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)('git', args, { cwd: workspace, env })).stdout.trim()
  const ref = given['ref'] ?? ''
  try {
    await git('init', '--quiet')
    await git('remote', 'add', 'origin', `${server}/${given['repository'] ?? ''}`)
    await git('fetch', '--quiet', '--depth=1', 'origin', ref === '' ? run.commit : `refs/heads/${ref}`)
    await git('checkout', '--quiet', '--force', '-B', ref === '' ? 'main' : ref, 'FETCH_HEAD')
    if (given['persist-credentials'] === 'true') {
      appendFileSync(join(workspace, '.git/config'), `[http "${server}/"]\n\textraheader = ${header}\n`)
    }
    return succeeded({ ref, commit: await git('rev-parse', 'HEAD') })
  } catch (error) {
    return failed(error instanceof Error ? error.message.replaceAll(header, '***') : 'git failed')
  }
}
