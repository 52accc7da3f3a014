import type { StatusCategory } from './project.js'
import { RESOLUTIONS, type JiraSite } from './site.js'
import type { Ticket } from './ticket.js'

export const CATEGORY_NAMES: Readonly<Record<StatusCategory, string>> = {
  new: 'To Do',
  indeterminate: 'In Progress',
  done: 'Done'
}

/** What a query may ask of a field. */
export type JqlField =
  | {
      readonly kind: 'exact'
      /** All spellings that a value of this ticket answers to; none when the field is empty. */
      readonly values: (ticket: Ticket) => readonly string[]
      /** What Jira says of a value that does not exist; `undefined` when it does, or when any value may be asked for. */
      readonly refuse: (value: string) => string | undefined
    }
  | { readonly kind: 'date'; readonly instant: (ticket: Ticket) => number | null }
  | { readonly kind: 'text'; readonly text: (ticket: Ticket) => string }

const ALIASES: Readonly<Record<string, string>> = {
  issue: 'issuekey',
  key: 'issuekey',
  id: 'issuekey',
  type: 'issuetype',
  createddate: 'created',
  updateddate: 'updated',
  resolutiondate: 'resolved',
  components: 'component'
}

function missing(field: string, known: readonly string[]): (value: string) => string | undefined {
  const lower = new Set(known.map((each) => each.toLowerCase()))
  return (value) =>
    lower.has(value.toLowerCase())
      ? undefined
      : `The value '${value}' does not exist for the field '${field}'.`
}

const anyValue = (): undefined => undefined
const present = (...values: readonly (string | null)[]): readonly string[] =>
  values.filter((value): value is string => value !== null)

/** The fields that the embedded search knows, by lower-case name. */
export function jqlFields(site: JiraSite): ReadonlyMap<string, JqlField> {
  const browsable = site.projects.filter((each) => each.permissions.browse)
  const statuses = browsable.flatMap((each) => each.workflow.statuses)
  const types = browsable.flatMap((each) => each.issueTypes)
  const components = browsable.flatMap((each) => each.components)
  const fields: Record<string, JqlField> = {
    project: {
      kind: 'exact',
      values: (ticket) => {
        const project = site.projectOf(ticket)
        return [project.key, project.id, project.name]
      },
      refuse: missing(
        'project',
        browsable.flatMap((each) => [each.key, each.id, each.name])
      )
    },
    issuekey: {
      kind: 'exact',
      values: (ticket) => [ticket.key, ticket.id],
      refuse: (value) =>
        site.ticket(value) ? undefined : `An issue with key '${value}' does not exist for field 'key'.`
    },
    labels: { kind: 'exact', values: (ticket) => ticket.labels, refuse: anyValue },
    status: {
      kind: 'exact',
      values: (ticket) => {
        const status = site.projectOf(ticket).workflow.statuses.find((each) => each.name === ticket.status)
        return present(ticket.status, status?.id ?? null)
      },
      refuse: missing(
        'status',
        statuses.flatMap((each) => [each.name, each.id])
      )
    },
    statuscategory: {
      kind: 'exact',
      values: (ticket) => [ticket.statusCategory, CATEGORY_NAMES[ticket.statusCategory]],
      refuse: missing('statusCategory', Object.entries(CATEGORY_NAMES).flat())
    },
    resolution: {
      kind: 'exact',
      values: (ticket) => present(ticket.resolution),
      refuse: missing('resolution', ['Unresolved', ...RESOLUTIONS.map((each) => each.name)])
    },
    issuetype: {
      kind: 'exact',
      values: (ticket) => [ticket.issueType],
      refuse: missing(
        'issuetype',
        types.flatMap((each) => [each.name, each.id])
      )
    },
    component: {
      kind: 'exact',
      values: (ticket) => ticket.components,
      refuse: missing(
        'component',
        components.map((each) => each.name)
      )
    },
    assignee: { kind: 'exact', values: (ticket) => present(ticket.assignee), refuse: anyValue },
    reporter: { kind: 'exact', values: (ticket) => [ticket.reporter], refuse: anyValue },
    priority: { kind: 'exact', values: (ticket) => present(ticket.priority), refuse: anyValue },
    summary: { kind: 'text', text: (ticket) => ticket.summary },
    created: { kind: 'date', instant: (ticket) => ticket.created },
    updated: { kind: 'date', instant: (ticket) => ticket.updated },
    resolved: { kind: 'date', instant: (ticket) => ticket.resolvedAt }
  }
  const custom = browsable
    .flatMap((project) => project.issueTypes.flatMap((type) => type.fields))
    .filter((field) => field.id.startsWith('customfield_'))
    .flatMap((field) => {
      const asked: JqlField = {
        kind: 'exact',
        values: (ticket) =>
          [ticket.custom[field.id]].filter((value) => value !== undefined && value !== null).map(String),
        refuse: anyValue
      }
      return [field.name.toLowerCase(), `cf[${field.id.slice('customfield_'.length)}]`].map(
        (name) => [name, asked] as const
      )
    })
  return new Map([...custom, ...Object.entries(fields)])
}

/** Looks a field up by any spelling. */
export function findJqlField(fields: ReadonlyMap<string, JqlField>, name: string): JqlField | undefined {
  const lower = name.toLowerCase()
  return fields.get(ALIASES[lower] ?? lower)
}
