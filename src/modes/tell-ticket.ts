import { composeFixComment } from '../flow/pull-request/compose-fix-comment.js'
import type { FixReason } from '../flow/fix/fix-outcomes.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishCase, PublishRequest } from './publish-run.js'

/** Ends that another run tells of, or has told of. */
const toldElsewhere: readonly FixReason[] = ['attempt-running', 'open-pull-request']

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
    warnings: current.warnings,
    runUrl: request.runUrl
  })
  if (dryRun) {
    current.wouldHave.push(`told the ticket ${key} how auto-fix went`)
    return
  }
  const { memory } = ticket
  // A run that was killed between the comment and the note of its id has left a comment with a link to the same run.
  const before = memory?.fixCommentId ?? (await world.board.findComment(key, bundle.runUrl))
  const rewritten = before === undefined ? 'gone' : await world.board.updateComment(key, before, body, true)
  const id = rewritten === 'gone' ? await world.board.comment(key, body) : before
  if (memory !== undefined && id !== undefined && id !== memory.fixCommentId) {
    await world.board.remember(key, { ...memory, fixCommentId: id })
  }
  await linkPullRequest(key, current, world)
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
