import { dateHtml, escapeHtml, linkHtml } from './html.js'
import { isObject, textAt } from './json.js'
import type { StatusCategory } from './project.js'
import { renderAdf } from './render-adf.js'
import { PAGE_STYLE, TICKET_STYLE } from './ticket-style.js'
import type { RemoteLink, Ticket, TicketComment, TicketLink } from './ticket.js'

/** What to call people, fields and values instead of their ids. */
export interface TicketNames {
  readonly person: (accountId: string) => string
  readonly field: (id: string) => string
  /** Of a custom field. */
  readonly value: (value: unknown) => string
}

const IDS: TicketNames = { person: (accountId) => accountId, field: (id) => id, value: String }
const COLORS: Readonly<Record<StatusCategory, string>> = {
  new: 'neutral',
  indeterminate: 'blue',
  done: 'green'
}

/** One ticket as an HTML fragment that carries its own style and loads nothing. Everything in it is escaped. */
export function renderTicketHtml(ticket: Ticket, names: TicketNames = IDS): string {
  return `<style>${TICKET_STYLE}</style>\n${articleHtml(ticket, names)}`
}

/** A whole page: a list of the tickets, then each of them. */
export function ticketPageHtml(tickets: readonly Ticket[], names: TicketNames = IDS): string {
  const entries = tickets.map(
    (ticket) =>
      `<li><a href="#${escapeHtml(ticket.key)}">${escapeHtml(ticket.key)}</a>${escapeHtml(ticket.summary)}</li>`
  )
  const noun = tickets.length === 1 ? 'ticket' : 'tickets'
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${tickets.length} Jira ${noun}</title>`,
    `<style>${PAGE_STYLE}\n${TICKET_STYLE}</style></head>`,
    '<body><main>',
    `<nav><ol>${entries.join('')}</ol></nav>`,
    ...tickets.map((ticket) => articleHtml(ticket, names)),
    '</main></body></html>'
  ].join('\n')
}

function articleHtml(ticket: Ticket, names: TicketNames): string {
  return [
    `<article class="jira-ticket" id="${escapeHtml(ticket.key)}">`,
    `<header><div class="crumbs">${escapeHtml(ticket.projectKey)} / ${escapeHtml(ticket.issueType)} / ${escapeHtml(ticket.key)}</div>`,
    `<h1>${escapeHtml(ticket.summary)}</h1></header>`,
    '<div>',
    section('Description', ticket.description ? renderAdf(ticket.description) : '<p class="empty">None</p>'),
    ticket.links.length > 0 ? section('Linked work items', linksHtml(ticket.links)) : '',
    ticket.remoteLinks.length > 0 ? section('Web links', remoteLinksHtml(ticket.remoteLinks)) : '',
    section(
      `Comments (${ticket.comments.length})`,
      ticket.comments.map((each) => commentHtml(each, names)).join('')
    ),
    ticket.history.length > 0 ? section('History', historyHtml(ticket, names)) : '',
    '</div>',
    `<aside>${detailsHtml(ticket, names)}</aside>`,
    '</article>'
  ].join('\n')
}

function section(title: string, html: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${html}</section>`
}

function linksHtml(links: readonly TicketLink[]): string {
  const items = links.map(
    (link) => `<li><small>${escapeHtml(link.type)} (${link.direction})</small>${escapeHtml(link.key)}</li>`
  )
  return `<ul class="links">${items.join('')}</ul>`
}

function remoteLinksHtml(links: readonly RemoteLink[]): string {
  const items = links.map((link) => {
    const url = textAt(link.object, 'url') ?? ''
    const title = escapeHtml(textAt(link.object, 'title') ?? url)
    const summary = textAt(link.object, 'summary')
    const tail = summary === undefined ? '' : ` — ${escapeHtml(summary)}`
    return `<li><small>${escapeHtml(link.relationship ?? 'links to')}</small>${linkHtml(url, title)}${tail}</li>`
  })
  return `<ul class="links">${items.join('')}</ul>`
}

function commentHtml(comment: TicketComment, names: TicketNames): string {
  const first = comment.versions[0]?.at ?? 0
  const last = comment.versions.at(-1)?.at ?? first
  const edits = comment.versions.length - 1
  const edited =
    edits > 0 ? ` · edited ${edits === 1 ? 'once' : `${edits} times`}, last ${dateHtml(last)}` : ''
  const by = `<div class="by"><b>${escapeHtml(names.person(comment.author))}</b> · ${dateHtml(first)}${edited}</div>`
  return `<div class="comment">${by}${renderAdf(comment.body)}</div>`
}

function historyHtml(ticket: Ticket, names: TicketNames): string {
  const items = ticket.history.map((change) => {
    const resolution = change.resolution === null ? '' : ` (${escapeHtml(change.resolution)})`
    const move = `${escapeHtml(change.from)} → ${escapeHtml(change.to)}${resolution}`
    return `<li>${move} by ${escapeHtml(names.person(change.by))}, ${dateHtml(change.at)}</li>`
  })
  return `<ul>${items.join('')}</ul>`
}

function detailsHtml(ticket: Ticket, names: TicketNames): string {
  const chips = (values: readonly string[]): string =>
    values.map((value) => `<span class="label">${escapeHtml(value)}</span>`).join('')
  const text = (value: string | null, otherwise: string): string =>
    value === null ? `<span class="empty">${otherwise}</span>` : escapeHtml(value)
  const status = `<span class="lozenge lozenge-${COLORS[ticket.statusCategory]}">${escapeHtml(ticket.status)}</span>`
  const custom = Object.entries(ticket.custom)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(
      ([id, value]) =>
        [names.field(id), isObject(value) ? renderAdf(value) : escapeHtml(names.value(value))] as const
    )
  const rows: readonly (readonly [string, string])[] = [
    ['Status', status],
    ['Resolution', text(ticket.resolution, 'Unresolved')],
    ['Assignee', text(ticket.assignee && names.person(ticket.assignee), 'Unassigned')],
    ['Reporter', escapeHtml(names.person(ticket.reporter))],
    ['Priority', text(ticket.priority, 'None')],
    ['Components', chips(ticket.components) || text(null, 'None')],
    ['Labels', chips(ticket.labels) || text(null, 'None')],
    ...custom,
    ['Created', dateHtml(ticket.created)],
    ['Updated', dateHtml(ticket.updated)]
  ]
  return `<dl>${rows.map(([name, html]) => `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`).join('')}</dl>`
}
