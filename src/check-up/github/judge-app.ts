import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import type { AppFacts, GithubFacts } from './facts.js'
import { listNames, notChecked, quote, type GithubCheck } from './lines.js'

/** Login of the token that every run has. */
const RUN_LOGIN = 'github-actions[bot]'

const TOKEN_MEND =
  "Mint the token in a step before this one (actions/create-github-app-token with the App's client id and private key) and pass it as " +
  '"app-token". It lives for one hour.'
const SETTINGS = "the App's settings (Permissions & events), and accept the change where it is installed"

/** Who the App is, where it is, and what it may. */
export function judgeApp(app: AppFacts, facts: GithubFacts, request: CheckUpRequest): readonly GithubCheck[] {
  const who = judgeLogin(app)
  const where = judgeReach(app, request)
  if (who.status === 'ok' && where.status !== 'failed') return [who, where, ...judgePermissions(app, facts)]
  if (app.login.kind !== 'given') {
    const blind = (id: 'github-app-installation' | 'github-app-permissions'): GithubCheck =>
      warning(
        id,
        'Not checked: the App token was not accepted.',
        'Mend the token first: see github-app-token.'
      )
    return [who, blind('github-app-installation'), blind('github-app-permissions')]
  }
  const first =
    who.status === 'ok'
      ? 'Install the App first: see github-app-installation.'
      : "Pass the App's token first: see github-app-token."
  return [
    who,
    where,
    warning(
      'github-app-permissions',
      'Not checked: it is not the token of an App that sees the repository.',
      first
    )
  ]
}

function judgeLogin({ login }: AppFacts): GithubCheck {
  const id = 'github-app-token'
  if (login.kind === 'lost') return notChecked(id, login, TOKEN_MEND)
  if (login.kind === 'refused') return failed(id, quote(login.why), TOKEN_MEND)
  const name = quote(login.value)
  if (login.value === RUN_LOGIN) {
    return failed(
      id,
      `The input "app-token" holds the token of the run (${name}): checks of its pull requests wait for a person.`,
      TOKEN_MEND
    )
  }
  return isApp(login.value)
    ? ok(id, `The token is that of the App ${name}.`)
    : warning(
        id,
        `The token is that of the account ${name}, and not of an App: it may whatever that account may, everywhere.`,
        TOKEN_MEND
      )
}

function isApp(login: string): boolean {
  return login.endsWith('[bot]')
}

function judgeReach({ reach, login }: AppFacts, { owner, repo, serverUrl }: CheckUpRequest): GithubCheck {
  const id = 'github-app-installation'
  const slug = login.kind === 'given' ? login.value.replace(/\[bot\]$/, '') : ''
  if (reach.kind !== 'given') return notChecked(id, reach, TOKEN_MEND)
  const { seesRepository, count } = reach.value
  if (!seesRepository) {
    return failed(
      id,
      `The App is not installed on ${quote(owner)}/${quote(repo)}, or its token was minted for other repositories.`,
      `Install it (${serverUrl}/apps/${quote(slug)}, Configure), and leave "repositories" out where the token is minted.`
    )
  }
  return count > 1
    ? warning(
        id,
        `The token reaches ${count} repositories. One is enough.`,
        'Mint it without "owner", or with "repositories" set to this repository; install the App on chosen repositories alone.'
      )
    : ok(id, 'The token reaches this repository alone.')
}

/** GitHub's name, how its pages call it, and what the work needs of it. */
const NEEDED = [
  { name: 'contents', title: 'Contents', access: 'write' },
  { name: 'pull_requests', title: 'Pull requests', access: 'write' },
  { name: 'checks', title: 'Checks', access: 'read' }
] as const

const VARIABLES = ['actions_variables', 'variables']
const HARMLESS = new Set<string>(['metadata', 'members', ...VARIABLES, ...NEEDED.map(({ name }) => name)])
/** Of these, reading is too much as well. */
const SENSITIVE = /^(?:workflows|administration|secrets|actions|environments|organization_.*)$/

function judgePermissions(app: AppFacts, facts: GithubFacts): readonly GithubCheck[] {
  const lines = [
    ...judgeNeeded(app),
    ...judgeVariables(app),
    ...judgeMembers(app, facts),
    ...judgeExcess(app)
  ]
  return lines.length > 0
    ? lines
    : [
        ok(
          'github-app-permissions',
          `The App has ${sayPermissions(app)}. Whether pull requests can be opened shows at the first one.`
        )
      ]
}

function sayPermissions({ registered }: AppFacts): string {
  if (registered.kind !== 'given') return 'what could be tried'
  return listNames([...registered.value].map(([name, access]) => `${name}: ${access}`))
}

/** What can be tried without writing is tried; the rest is what the App is registered with. */
function judgeNeeded(app: AppFacts): readonly GithubCheck[] {
  const id = 'github-app-permissions'
  const { registered, canWrite, pulls, checks } = app
  const tried = {
    contents: canWrite.kind === 'given' ? canWrite.value : undefined,
    pull_requests: wasGiven(pulls),
    checks: wasGiven(checks)
  }
  const lines = NEEDED.flatMap(({ name, title, access }): GithubCheck[] => {
    const held = registered.kind === 'given' ? registered.value.get(name) : undefined
    const isRegistered = registered.kind !== 'given' || held === 'write' || held === access
    const need = `"${title}: ${access}"`
    if (!isRegistered) {
      const has = held === undefined ? 'lacks it' : `has "${title}: ${held}"`
      return [failed(id, `A fix takes ${need}, and the App ${has}.`, `Give it ${need} in ${SETTINGS}.`)]
    }
    if (tried[name] !== false) return []
    const known = registered.kind === 'given' ? ', although the App has it' : ''
    return [
      failed(
        id,
        `The token may not do what ${need} allows${known}.`,
        `Give the App ${need} in ${SETTINGS}; and leave every "permission-…" out where the token is minted, or list this one there.`
      )
    ]
  })
  if (registered.kind === 'given') return lines
  const mend = `Look at ${SETTINGS}: Contents and Pull requests: write, Checks: read, Variables: write, and nothing else but Members: read.`
  return [...lines, notChecked(id, registered, mend)]
}

/** `undefined` when nobody knows. */
function wasGiven({ kind }: AppFacts['pulls'] | AppFacts['checks']): boolean | undefined {
  return kind === 'lost' ? undefined : kind === 'given'
}

function judgeVariables({ registered }: AppFacts): readonly GithubCheck[] {
  const id = 'github-app-permissions'
  if (registered.kind !== 'given') return []
  const held = VARIABLES.map((name) => registered.value.get(name)).find((access) => access !== undefined)
  if (held === 'write') return []
  const lost =
    held === undefined
      ? 'a switch that is turned off during a run is seen at the next run only, and the budget guard cannot turn it off'
      : 'the budget guard cannot turn the switch off; the ledger refuses further attempts all the same'
  return [
    warning(
      id,
      `The App ${held === undefined ? 'lacks "Variables"' : 'may only read variables'}: ${lost}.`,
      `Give it "Variables: write" in ${SETTINGS}. Leave every "permission-…" out where the token is minted: this one cannot be named there.`
    )
  ]
}

function judgeMembers({ registered }: AppFacts, { codeOwners }: GithubFacts): readonly GithubCheck[] {
  if (registered.kind !== 'given' || registered.value.has('members') || codeOwners.kind !== 'given') return []
  const { teams, path = 'CODEOWNERS' } = codeOwners.value
  if (teams.length === 0) return []
  return [
    warning(
      'github-app-permissions',
      `${path} names teams (${listNames(teams)}), and the App lacks "Members: read": they are not asked for a review.`,
      `Give it the organisation permission "Members: read" in ${SETTINGS}.`
    )
  ]
}

function judgeExcess({ registered }: AppFacts): readonly GithubCheck[] {
  if (registered.kind !== 'given') return []
  const excess = [...registered.value].filter(
    ([name, access]) => !HARMLESS.has(name) && (access !== 'read' || SENSITIVE.test(name))
  )
  if (excess.length === 0) return []
  const names = excess.map(([name, access]) => `${name}: ${access}`)
  const backstop = registered.value.has('workflows')
    ? ' Without "Workflows", GitHub itself refuses a change of a workflow.'
    : ''
  return [
    warning(
      'github-app-permissions',
      `The App may more than a fix takes: ${listNames(names)}.${backstop}`,
      `Take it away in ${SETTINGS}.`
    )
  ]
}
