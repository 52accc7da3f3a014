import { randomBytes } from 'node:crypto'
import type { Permissions, TokenGrant } from '../../github/credentials.js'
import { failed, inputs, succeeded, type ActionCall, type StandIn, type StepEnd } from './stand-in.js'

/** An installation token lives for an hour. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
const LIFETIME_MS = 60 * 60_000

/** Permissions that can be asked for by name, of those that the embedded GitHub knows. "Variables" is not among them. */
const NAMED = ['actions', 'checks', 'contents', 'issues', 'members', 'pull-requests', 'workflows']

export const appToken: StandIn = {
  source:
    'https://github.com/actions/create-github-app-token/blob/1b10c78c7865c340bc4f6099eb2f838309f1e8c3/action.yml',
  inputs: {
    ...inputs('client-id', 'app-id', 'private-key', 'owner', 'repositories'),
    ...inputs(...NAMED.map((name) => `permission-${name}`)),
    'skip-token-revoke': 'false',
    'github-api-url': '${{ github.api_url }}'
  },
  required: ['private-key'],
  played: ['client-id', 'private-key', ...NAMED.map((name) => `permission-${name}`)],
  play
}

function play({ inputs: given, machine }: ActionCall): StepEnd {
  const { 'client-id': clientId = '', 'private-key': privateKey } = given
  if (clientId === '') {
    return failed("The 'client-id' (or deprecated 'app-id') input must be set to a non-empty string.")
  }
  const { hosting } = machine.run
  const app = hosting.apps.find((each) => each.clientId === clientId)
  if (app === undefined) return failed('Integration not found')
  if (app.privateKey !== privateKey) return failed('A JSON web token could not be decoded')
  const wanted = NAMED.flatMap((name) => {
    const access = given[`permission-${name}`] ?? ''
    return access === '' ? [] : [[name.replaceAll('-', '_'), access] as const]
  })
  const excess = wanted.filter(([name, access]) => {
    const held = app.permissions[name as keyof Permissions]
    return held !== 'write' && held !== access
  })
  if (excess.length > 0) return failed('The permissions requested are not granted to this installation.')
  const permissions: Permissions =
    wanted.length === 0 ? app.permissions : { metadata: 'read', ...Object.fromEntries(wanted) }
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const grant: TokenGrant = { token, login: app.login, permissions, expiresAt: Date.now() + LIFETIME_MS }
  hosting.tokens.push(grant)
  // The action takes it back when the job is over.
  machine.after.push(() => void hosting.tokens.splice(hosting.tokens.indexOf(grant), 1))
  return succeeded({ token, 'app-slug': app.login.replace('[bot]', '') })
}
