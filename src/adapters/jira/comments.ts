import * as z from 'zod'
import type { AdfDocument } from '../../flow/ticket/adf.js'
import type { FoundComment } from '../../ports.js'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'
import { JiraError } from './jira-error.js'
import { jiraMoment } from './jira-time.js'
import { onceDespiteLoss } from './lost-reply.js'

const written = z.object({ id: z.string().regex(/^\d+$/) })

/** Newest comments among which one of ours is looked for whose id is not known. */
const LOOK_BACK = 20

const newest = z.object({
  comments: z.array(z.object({ id: z.string().regex(/^\d+$/), created: jiraMoment, body: z.unknown() }))
})

/** How far the clocks of Jira and of this machine may be apart, in milliseconds. */
const CLOCK_SKEW_MS = 300_000

/** Adds a comment, which notifies watchers, and returns its id. After a lost reply the comment is looked for first. */
export async function addComment(context: BoardContext, key: string, body: AdfDocument): Promise<string> {
  checkIssueKey(key)
  const comment = context.outgoing.document(body)
  const startedAt = context.retry.clock.now()
  return onceDespiteLoss(
    {
      act: async () => {
        const { id } = await context.connection.call({
          doing: `comment on ticket ${key}`,
          permission: 'Add Comments',
          idempotent: false,
          reply: written,
          send: (client) => client.issueComments.addComment({ issueIdOrKey: key, comment })
        })
        return id
      },
      find: async () => {
        const comments = await listNewest(context, key)
        const text = textOf(comment)
        return comments.find(
          (each) => each.created >= startedAt - CLOCK_SKEW_MS && textOf(each.body) === text
        )?.id
      }
    },
    context.retry
  )
}

/** The newest comment with a link to the page: how a run that was killed before it noted the id is gone on from. */
export async function findComment(
  context: BoardContext,
  key: string,
  pageUrl: string
): Promise<FoundComment | undefined> {
  checkIssueKey(key)
  const found = (await listNewest(context, key)).find((each) => linksTo(each.body, pageUrl))
  return found && { id: found.id, createdAt: found.created }
}

async function listNewest(context: BoardContext, key: string): Promise<z.infer<typeof newest>['comments']> {
  const { comments } = await context.connection.call({
    doing: `list the comments of ticket ${key}`,
    permission: 'Browse Projects',
    idempotent: true,
    reply: newest,
    send: (client) =>
      client.issueComments.getComments({ issueIdOrKey: key, orderBy: '-created', maxResults: LOOK_BACK })
  })
  return comments
}

/**
 * Rewrites a comment. `gone`: it was deleted, or belongs to another account (the token's owner has changed), so that a new one
 * is needed.
 */
export async function rewriteComment(
  context: BoardContext,
  rewrite: { readonly key: string; readonly id: string; readonly body: AdfDocument; readonly notify: boolean }
): Promise<'updated' | 'gone'> {
  const { key, id, body, notify } = rewrite
  checkIssueKey(key)
  // Jira numbers its comments; anything else is none of them, and has no place in a path.
  if (!/^\d+$/.test(id)) return 'gone'
  try {
    await context.connection.call({
      doing: `update comment ${id} of ticket ${key}`,
      permission: 'Edit Own Comments',
      idempotent: true,
      reply: written,
      send: (client) =>
        client.issueComments.updateComment({
          issueIdOrKey: key,
          id,
          body: context.outgoing.document(body),
          notifyUsers: notify
        })
    })
    return 'updated'
  } catch (error) {
    if (!(error instanceof JiraError)) throw error
    if (error.isNotFound) return 'gone'
    if (error.status === 400 && error.messages.some((message) => /permission to edit/i.test(message))) {
      context.log.warning(
        'Jira does not let this account edit its earlier comment, so a new one is needed.',
        {
          ticket: key,
          comment: id,
          mend: 'Give the account of jira-user-email the permission Edit Own Comments, if it wrote the comment.'
        }
      )
      return 'gone'
    }
    throw error
  }
}

/** The text of a document: Jira may store the same document with other attributes. */
function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (typeof node !== 'object' || node === null) return ''
  const text: unknown = Reflect.get(node, 'text')
  return `${typeof text === 'string' ? text : ''}${textOf(Reflect.get(node, 'content'))}`
}

/** Whether a text of the document has a link to the page. */
function linksTo(node: unknown, pageUrl: string): boolean {
  if (Array.isArray(node)) return node.some((each) => linksTo(each, pageUrl))
  if (typeof node !== 'object' || node === null) return false
  const attributes: unknown = Reflect.get(node, 'attrs')
  if (typeof attributes === 'object' && attributes !== null && Reflect.get(attributes, 'href') === pageUrl)
    return true
  return linksTo(Reflect.get(node, 'marks'), pageUrl) || linksTo(Reflect.get(node, 'content'), pageUrl)
}
