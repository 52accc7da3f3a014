import * as z from 'zod'
import { given, type Answer } from '../../check-up/answer.js'
import type { AppFacts, AppReach, OwnChecks, PullFacts } from '../../check-up/github/facts.js'
import { ask } from '../ask.js'
import { askGithub, type Examined } from './examine-place.js'
import { createKillSwitch } from './kill-switch.js'

const PER_PAGE = 100
/** Repositories of an App that reaches more than this many are not all looked through. */
const MAXIMUM_PAGES = 5

const viewer = z.object({ viewer: z.object({ login: z.string() }) })

interface Pull extends PullFacts {
  readonly head: string
}

/** Who the App is and what its token may, by reading. `canWrite` is asked by git. */
export async function examineApp(place: Examined, canWrite: Promise<Answer<boolean>>): Promise<AppFacts> {
  const login = examineLogin(place)
  const pulls = examinePulls(place)
  const [who, registered, reach, writes, listed, checks, ownChecks, variable] = await Promise.all([
    login,
    login.then((answer) => examineRegistered(place, answer)),
    examineReach(place),
    canWrite,
    pulls,
    countChecks(place, 'HEAD'),
    Promise.all([login, pulls]).then(([answer, list]) => examineOwnChecks(place, answer, list)),
    ask(() => createKillSwitch(place).read())
  ])
  return { login: who, registered, reach, canWrite: writes, pulls: listed, checks, ownChecks, variable }
}

/** An installation's token may not ask for the user or the App; what it may is to ask who looks. */
function examineLogin(place: Examined): Promise<Answer<string>> {
  const question = { doing: 'tell whose token it is', permission: 'metadata: read' }
  return askGithub(place, question, async ({ graphql }) => {
    const data: unknown = await graphql('query { viewer { login } }')
    return viewer.parse(data).viewer.login
  })
}

/**
 * What the App is registered with; an installation may hold less as long as nobody accepted a change. Any token may ask about a
 * public App, and an installation's about its own. https://docs.github.com/rest/apps/apps#get-an-app
 */
async function examineRegistered(
  place: Examined,
  login: Answer<string>
): Promise<Answer<ReadonlyMap<string, string>>> {
  if (login.kind !== 'given') return login
  const app_slug = login.value.replace(/\[bot\]$/, '')
  if (app_slug === login.value) {
    return { kind: 'refused', status: undefined, why: `${login.value} is an account and not an App.` }
  }
  const question = { doing: `tell the permissions of the App ${app_slug}`, permission: 'metadata: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.apps.getBySlug({ app_slug })
    const permissions: Readonly<Record<string, unknown>> = { ...data?.permissions }
    return new Map(
      Object.entries(permissions).flatMap(([name, access]) =>
        typeof access === 'string' ? [[name, access] as const] : []
      )
    )
  })
}

/** https://docs.github.com/rest/apps/installations#list-repositories-accessible-to-the-app-installation */
function examineReach(place: Examined): Promise<Answer<AppReach>> {
  const question = { doing: 'list the repositories that the App reaches', permission: 'metadata: read' }
  const wanted = `${place.owner}/${place.repo}`.toLowerCase()
  return askGithub(place, question, async ({ rest }) => {
    let seen = 0
    for (let page = 1; page <= MAXIMUM_PAGES; page += 1) {
      const { data } = await rest.apps.listReposAccessibleToInstallation({ per_page: PER_PAGE, page })
      const { total_count: count, repositories } = data
      seen += repositories.length
      const seesRepository = repositories.some(({ full_name }) => full_name.toLowerCase() === wanted)
      if (seesRepository || repositories.length === 0 || seen >= count) return { seesRepository, count }
    }
    // Too many to look through: that is told by the number.
    return { seesRepository: true, count: seen }
  })
}

function examinePulls(place: Examined): Promise<Answer<readonly Pull[]>> {
  const { owner, repo } = place
  const question = { doing: 'list the pull requests', permission: 'pull requests: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.pulls.list({ owner, repo, state: 'all', per_page: PER_PAGE })
    return data.map(({ number, user, draft, head }) => ({
      number,
      author: user?.login ?? '',
      draft: draft === true,
      head: head.sha
    }))
  })
}

function countChecks(place: Examined, ref: string): Promise<Answer<number>> {
  const { owner, repo } = place
  const question = { doing: `list the checks of ${ref}`, permission: 'checks: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.checks.listForRef({ owner, repo, ref, per_page: 1 })
    return data.total_count
  })
}

async function examineOwnChecks(
  place: Examined,
  login: Answer<string>,
  pulls: Answer<readonly Pull[]>
): Promise<Answer<OwnChecks | undefined>> {
  if (login.kind !== 'given') return login
  if (pulls.kind !== 'given') return pulls
  const newest = pulls.value.find(({ author }) => author === login.value)
  if (newest === undefined) return given(undefined)
  const checks = await countChecks(place, newest.head)
  return checks.kind === 'given' ? given({ pullRequest: newest.number, count: checks.value }) : checks
}
