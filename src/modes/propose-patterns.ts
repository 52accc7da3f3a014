import { addPatterns, patternsFileOf } from '../flow/pull-request/add-patterns.js'
import { pathBeside, pathInRepository } from '../flow/pull-request/config-place.js'
import { composePatternsProposal } from '../flow/pull-request/compose-patterns-proposal.js'
import {
  branchesOfProposals,
  collectProposal,
  PATTERNS_BRANCH,
  placeProposals,
  type Proposal,
  type ProposalState
} from '../flow/pull-request/pattern-proposals.js'
import { writeProposal } from '../flow/pull-request/write-pattern.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishCase, PublishRequest } from './publish-run.js'

/** Not that of fixes: an open proposal takes no team's place for one. */
const LABEL = 'datadog-autofix-patterns'
/** Runs that meet on the branch: what does not get through waits for the next proposal. */
const MAXIMUM_ROUNDS = 3

/**
 * Collects the pattern that the diagnosis proposes, and puts what waits into the one draft pull request against the config file.
 * Nothing depends on it: what goes wrong is a warning, and the proposal waits in the ref.
 */
export async function proposePatterns(
  current: PublishCase,
  request: PublishRequest,
  world: PublishWorld
): Promise<void> {
  const { bundle, policy } = request
  const { cause } = bundle
  if (!cause || !policy.diagnosis.enabled || !policy.diagnosis.proposePatterns) return
  const facts = { request: bundle.request, cause, now: world.clock.now() }
  const proposal = writeProposal(facts, world.redact)
  if (proposal === undefined || !(await isSwitchedOn(request, world))) return
  if (request.dryRun) {
    current.wouldHave.push(`proposed the pattern ${proposal.pattern.name} in a draft pull request`)
    return
  }
  try {
    const state = await world.proposals.change(
      (before) => collectProposal(before, proposal),
      `Collect the pattern ${proposal.pattern.name}`
    )
    await propose(state, current, { request, world })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    current.warnings.push(`The proposed pattern ${proposal.pattern.name} has no pull request yet: ${why}`)
  }
}

async function isSwitchedOn({ switchedOn }: PublishRequest, world: PublishWorld): Promise<boolean> {
  if (!switchedOn) return false
  const live = await world.killSwitch.read()
  return !live.known || live.value === 'true'
}

interface Place {
  readonly request: PublishRequest
  readonly world: PublishWorld
}

async function propose(state: ProposalState, current: PublishCase, { request, world }: Place): Promise<void> {
  const waiting = state.proposals.filter((each) => each.state === 'waiting')
  if (waiting.length === 0) return
  const path = await findFile({ request, world })
  if (path === undefined) {
    current.warnings.push(
      `Proposed patterns wait in refs/datadog-autofix/proposals: the config file is not on ${request.base} of this repository.`
    )
    return
  }
  const missing = await leaveOutHeld(waiting, path, { request, world })
  if (missing.length === 0) return
  const { branch, open } = await findBranch(state, world)
  if (!(await putOnBranch(missing, { branch, path }, { request, world }))) {
    current.warnings.push(`Proposed patterns wait: ${path} has no list of patterns that can be added to.`)
    return
  }
  const told = [...proposedIn(state, branch, open), ...missing]
  const opened = await tell(told, missing)
  current.warnings.push(...opened.warnings)
  current.patterns = { number: opened.number, url: opened.url }
  const names = missing.map(({ pattern }) => pattern.name)
  const found = { state: 'proposed', pullRequest: opened.number, branch } as const
  const after = await world.proposals.change(
    (before) => placeProposals(before, names, found),
    `Proposed in #${opened.number}: ${names.join(', ')}`
  )
  // Of runs at the same time, the last one to come here tells of the patterns of all.
  const all = proposedIn(after, branch, opened.number)
  if (all.length > told.length) await tell(all, missing)

  function tell(
    proposals: readonly Proposal[],
    added: readonly Proposal[]
  ): ReturnType<PublishWorld['patternBranch']['propose']> {
    const { title, body } = composePatternsProposal(proposals, added, world.redact)
    return world.patternBranch.propose({ branch, base: request.base, title, body, labels: [LABEL] })
  }
}

function proposedIn(
  { proposals }: ProposalState,
  branch: string,
  pullRequest: number | undefined
): readonly Proposal[] {
  return proposals.filter(
    (each) => each.state === 'proposed' && each.branch === branch && each.pullRequest === pullRequest
  )
}

/** The config file's path on the base, or that of the file which it names; `undefined`: it lies elsewhere. */
async function findFile({ request, world }: Place): Promise<string | undefined> {
  const config = pathInRepository(request.config)
  if (config === undefined) return undefined
  const found = await world.patternBranch.readFile(request.base, config)
  if (found?.text === undefined) return undefined
  const named = patternsFileOf(found.text)
  return named === undefined ? config : pathBeside(config, named)
}

/** What the base has by now needs no proposal. */
async function leaveOutHeld(
  waiting: readonly Proposal[],
  path: string,
  { request, world }: Place
): Promise<readonly Proposal[]> {
  const base = await world.patternBranch.readFile(request.base, path)
  const patterns = waiting.map(({ pattern }) => pattern)
  const added = addPatterns(base?.text ?? '', patterns)?.added ?? patterns.map(({ name }) => name)
  const missing = waiting.filter(({ pattern }) => added.includes(pattern.name))
  const held = patterns.map(({ name }) => name).filter((name) => !added.includes(name))
  if (held.length > 0) {
    const place = { state: 'held', pullRequest: null, branch: '' } as const
    await world.proposals.change((before) => placeProposals(before, held, place), `Held: ${held.join(', ')}`)
  }
  return missing
}

/** The branch of the open pull request; where people have closed or merged the last one, the next name. */
async function findBranch(
  state: ProposalState,
  world: PublishWorld
): Promise<{ readonly branch: string; readonly open: number | undefined }> {
  const branches = branchesOfProposals(state)
  const pulls = (await world.pullRequests.find(branches)).filter(({ branch }) => branches.includes(branch))
  const open = pulls.find((each) => each.state === 'open')
  if (open) return { branch: open.branch, open: open.number }
  const over = pulls.length
  return { branch: over === 0 ? PATTERNS_BRANCH : `${PATTERNS_BRANCH}-${over + 1}`, open: undefined }
}

/** False where the patterns cannot be added to the file. */
async function putOnBranch(
  missing: readonly Proposal[],
  { branch, path }: { readonly branch: string; readonly path: string },
  { request, world }: Place
): Promise<boolean> {
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    const head = await world.pullRequests.head(request.base)
    if (head === undefined) throw new Error(`the branch ${request.base} does not exist`)
    await world.patternBranch.create(branch, head)
    const found = await world.patternBranch.readFile(branch, path)
    const patterns = missing.map(({ pattern }) => pattern)
    const next = found?.text === undefined ? undefined : addPatterns(found.text, patterns)
    if (next === undefined || found === undefined) return false
    if (next.added.length === 0) return true
    const added = missing.filter(({ pattern }) => next.added.includes(pattern.name))
    const { headline, commitBody: body } = composePatternsProposal(missing, added, world.redact)
    const change = { branch, head: found.head, path, text: next.text, headline, body }
    if (await world.patternBranch.commit(change)) return true
  }
  throw new Error(`other runs write to ${branch} all the time`)
}
