import type { AdfDocument } from '../flow/ticket/adf.js'
import { composeFixComment } from '../flow/pull-request/compose-fix-comment.js'
import type { FixReason } from '../flow/fix/fix-outcomes.js'
import { CLAIM_WAITS_MS } from './claim-waits.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishCase, PublishRequest } from './publish-run.js'

/** Ends that another run tells of, or has told of. */
const toldElsewhere: readonly FixReason[] = ['attempt-running', 'open-pull-request', 'diagnosed-recently']

/** One comment on the ticket, written again by each run, and a link to the pull request. */
export async function tellTicket(
  current: PublishCase,
  request: PublishRequest,
  world: PublishWorld
): Promise<void> {
  const { bundle, dryRun } = request
  const { ticket_key: key } = bundle.request
  if (toldElsewhere.includes(bundle.end.reason)) return
  const ticket = await world.board.read(key)
  if (ticket === undefined) {
    current.warnings.push(`The ticket ${key} does not exist, or may not be seen: nothing was told there.`)
    return
  }
  const body = composeFixComment({
    bundle,
    end: current.end,
    pullRequest: current.pullRequest,
    checks: current.checks,
    causeFiles: current.causeFiles,
    patterns: current.patterns,
    warnings: current.warnings,
    runUrl: request.runUrl
  })
  if (dryRun) {
    current.wouldHave.push(`told the ticket ${key} how auto-fix went`)
    return
  }
  const known = ticket.memory?.fixCommentId
  if (known === undefined || (await world.board.updateComment(key, known, body, true)) === 'gone') {
    await writeFirst(body, { current, request, world })
  }
  await linkPullRequest(key, current, world)
}

/** The one comment, under a lock: of runs at the same time one writes it, and the others rewrite it. */
async function writeFirst(
  body: AdfDocument,
  {
    current,
    request,
    world
  }: { readonly current: PublishCase; readonly request: PublishRequest; readonly world: PublishWorld }
): Promise<void> {
  const { board, claims, clock } = world
  const { request: asked, runUrl } = request.bundle
  const key = asked.ticket_key
  let holder = ''
  for (const wait of CLAIM_WAITS_MS) {
    if (wait > 0) await clock.sleep(wait)
    const result = await claims.claim([{ kind: 'ticket', id: key }], 'tell')
    if (result.kind !== 'claimed') {
      holder = result.kind === 'held' ? result.by : ''
      continue
    }
    // Whoever comes next looks for a comment before it writes one, whatever happens here.
    await writeComment(board, { key, runUrl, body }).catch(async (error: unknown) => {
      await result.claim.release().catch(() => undefined)
      throw error
    })
    await result.claim.release()
    return
  }
  current.warnings.push(
    `The ticket ${key} was not told how auto-fix went: ${holder} writes to it. Run this job again.`
  )
}

async function writeComment(
  board: PublishWorld['board'],
  { key, runUrl, body }: { readonly key: string; readonly runUrl: string; readonly body: AdfDocument }
): Promise<void> {
  const memory = (await board.read(key))?.memory
  // A run that was killed between the comment and the note of its id has left a comment with a link to the same run.
  const before = memory?.fixCommentId ?? (await board.findComment(key, runUrl))?.id
  const rewritten = before === undefined ? 'gone' : await board.updateComment(key, before, body, true)
  const id = rewritten === 'gone' ? await board.comment(key, body) : before
  if (memory === undefined || id === undefined || id === memory.fixCommentId) return
  await board.remember(key, { ...memory, fixCommentId: id })
}

/** The comment has the link too: one that is refused here is no reason for a red run behind an open pull request. */
async function linkPullRequest(
  key: string,
  { pullRequest, warnings }: PublishCase,
  world: PublishWorld
): Promise<void> {
  if (pullRequest === undefined) return
  const { url, number } = pullRequest
  try {
    await world.board.linkPage(key, { url, title: `Pull request #${number}` })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warnings.push(`The pull request is not linked on ${key}: ${why}`)
  }
}
