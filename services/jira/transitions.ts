import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { writeContent } from './content-writes.js'
import { notOnScreen } from './field-rules.js'
import { issueRoute, type ApiRoute } from './issue-routes.js'
import { statusView } from './issue-view.js'
import { isObject, textAt, type JsonObject } from './json.js'
import type { ProjectDefinition, TransitionDefinition } from './project.js'
import { refuse } from './replies.js'
import { RESOLUTIONS, type JiraSite } from './site.js'
import type { Ticket, TicketContent } from './ticket.js'

/** Transitions that a ticket's status offers, and taking one. */
export function transitionRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    issueRoute(site, 'GET', '/transitions', (request, ticket) => {
      const expandsFields = (request.query.get('expand') ?? '').includes('transitions.fields')
      const wanted = request.query.get('transitionId')
      const transitions = offered(site.projectOf(ticket), ticket)
        .filter((each) => wanted === null || each.id === wanted)
        .map((each) => transitionView(site, site.projectOf(ticket), each, expandsFields))
      return { status: 200, body: { expand: 'transitions', transitions } }
    }),
    issueRoute(site, 'POST', '/transitions', (request, ticket) => postTransition(site, request, ticket))
  ]
}

/** None to an account without the permission: Jira lists transitions to those alone who may take them. */
function offered(project: ProjectDefinition, ticket: Ticket): readonly TransitionDefinition[] {
  if (project.permissions.lacks?.includes('TRANSITION_ISSUES')) return []
  return project.workflow.transitions.filter(
    (each) => each.from === 'any' || each.from.includes(ticket.status)
  )
}

function transitionView(
  site: JiraSite,
  project: ProjectDefinition,
  transition: TransitionDefinition,
  expandsFields: boolean
): JsonObject {
  const screen = transition.requires ?? []
  const resolution = transition.resolution && {
    resolution: {
      required: transition.resolution === 'required',
      schema: { type: 'resolution', system: 'resolution' },
      name: 'Resolution',
      key: 'resolution',
      operations: ['set'],
      allowedValues: RESOLUTIONS
    }
  }
  const required = Object.fromEntries(
    screen.map((id) => [id, { required: true, key: id, operations: ['set'] }])
  )
  return {
    id: transition.id,
    name: transition.name,
    to: statusView(site, project, transition.to),
    hasScreen: transition.resolution !== undefined || screen.length > 0,
    isGlobal: transition.from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
    ...(expandsFields ? { fields: { ...resolution, ...required } } : {})
  }
}

type TransitionPlan =
  | {
      readonly ok: true
      readonly to: string
      readonly resolution: string | null
      readonly content: TicketContent
    }
  | { readonly ok: false; readonly reply: ServiceReply }

/** What a request body with `transition` and `fields` would do to a ticket. The fields of a creation are not the transition's. */
export function planTransition(
  site: JiraSite,
  ticket: Ticket,
  body: JsonObject,
  screen: JsonObject = {}
): TransitionPlan {
  const refused = (messages: readonly string[], errors: Record<string, string> = {}): TransitionPlan => ({
    ok: false,
    reply: refuse(400, messages, errors)
  })
  const project = site.projectOf(ticket)
  const id = textAt(body['transition'], 'id')
  if (id === undefined) return refused(["Missing 'transition' identifier"])
  const transition = offered(project, ticket).find((each) => each.id === id)
  if (!transition) return refused([`Transition id '${id}' is not valid for this issue.`])

  const { resolution: sent, ...fields } = screen
  const asked = textAt(sent, 'name') ?? RESOLUTIONS.find((each) => each.id === textAt(sent, 'id'))?.name
  if (sent !== undefined && !transition.resolution)
    return refused([], { resolution: notOnScreen('resolution') })
  if (sent !== undefined && !RESOLUTIONS.some((each) => each.name === asked)) {
    return refused([], { resolution: `Resolution name '${asked ?? ''}' is not valid` })
  }
  if (sent === undefined && transition.resolution === 'required')
    return refused([], { resolution: 'Resolution is required.' })

  const onScreen = new Set(transition.requires)
  const foreign = Object.keys(fields).filter((name) => !onScreen.has(name))
  const missing = [...onScreen].filter((name) => fields[name] === undefined || fields[name] === null)
  if (foreign.length + missing.length > 0) {
    return refused([], {
      ...Object.fromEntries(foreign.map((name) => [name, notOnScreen(name)])),
      ...Object.fromEntries(missing.map((name) => [name, `${fieldName(project, ticket, name)} is required.`]))
    })
  }
  const type = project.issueTypes.find((each) => each.name === ticket.issueType)
  if (!type) return refused([], { issuetype: 'Specify a valid issue type' })
  const written = writeContent({ site, project, type, content: ticket, fields, update: {}, isNew: false })
  if (!written.ok) return written
  const after = transition.setsResolution === undefined ? ticket.resolution : transition.setsResolution
  return { ok: true, to: transition.to, resolution: asked ?? after, content: written.content }
}

function fieldName(project: ProjectDefinition, ticket: Ticket, id: string): string {
  const type = project.issueTypes.find((each) => each.name === ticket.issueType)
  return type?.fields.find((each) => each.id === id)?.name ?? id
}

interface Move {
  /** Name of the status. */
  readonly to: string
  readonly resolution: string | null
  /** Account id. */
  readonly by: string
  /** Milliseconds since the epoch. Default: now. */
  readonly at?: number | undefined
}

/** Puts a ticket into a status, whatever the workflow says, and mails about it. */
export function moveTicket(site: JiraSite, ticket: Ticket, move: Move): Ticket {
  const at = move.at ?? site.now()
  const status = site.projectOf(ticket).workflow.statuses.find((each) => each.name === move.to)
  if (!status) throw new Error(`The workflow of ${ticket.projectKey} has no status ${move.to}`)
  if (move.resolution !== null && !RESOLUTIONS.some((each) => each.name === move.resolution)) {
    throw new Error(`The embedded site has no resolution ${move.resolution}`)
  }
  const isSame = move.resolution === ticket.resolution
  const moved: Ticket = {
    ...ticket,
    status: status.name,
    statusCategory: status.category,
    resolution: move.resolution,
    resolvedAt: isSame ? ticket.resolvedAt : move.resolution === null ? null : at,
    updated: at,
    history: [
      ...ticket.history,
      { at, from: ticket.status, to: status.name, resolution: move.resolution, by: move.by }
    ]
  }
  site.save(moved, at)
  site.notify({
    key: ticket.key,
    event: 'transitioned',
    by: move.by,
    text: `${ticket.status} -> ${status.name}`
  })
  return moved
}

function postTransition(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  const plan = planTransition(site, ticket, body, isObject(body['fields']) ? body['fields'] : {})
  if (!plan.ok) return plan.reply
  moveTicket(
    site,
    { ...ticket, ...plan.content },
    { to: plan.to, resolution: plan.resolution, by: site.account.accountId }
  )
  return { status: 204 }
}
