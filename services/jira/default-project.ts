import type { FieldDefinition, ProjectDefinition } from './project.js'

/** The Team field of Jira's own; its number differs between sites. */
export const TEAM_FIELD = 'customfield_10001'

/** The single-select custom field of the default project. */
export const SEVERITY_FIELD = 'customfield_10060'

const FIELDS: readonly FieldDefinition[] = [
  { id: 'summary', name: 'Summary', kind: 'summary', required: true },
  { id: 'description', name: 'Description', kind: 'rich-text' },
  { id: 'labels', name: 'Labels', kind: 'labels' },
  { id: 'components', name: 'Components', kind: 'components' },
  { id: 'assignee', name: 'Assignee', kind: 'user' },
  {
    id: 'priority',
    name: 'Priority',
    kind: 'priority',
    defaultValue: 'Medium',
    allowedValues: ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((label, index) => ({
      id: String(index + 1),
      label
    }))
  },
  { id: TEAM_FIELD, name: 'Team', kind: 'team' },
  {
    id: SEVERITY_FIELD,
    name: 'Severity',
    kind: 'select',
    allowedValues: ['Critical', 'Major', 'Minor'].map((label, index) => ({
      id: String(10_020 + index),
      label
    }))
  }
]

/** A stable number per key, so that two default projects of one site do not share ids. */
function numberOf(key: string): number {
  return [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000, 7)
}

/**
 * A company-managed software project: types Bug and Task, five components, two people and a deactivated one, two
 * teams, and a workflow in which closing asks for a resolution, cancelling allows one and reopening clears it.
 */
export function defaultProject(key: string): ProjectDefinition {
  const base = 10_000 + numberOf(key)
  return {
    id: String(base),
    key,
    name: `${key} services`,
    issueTypes: [
      { id: String(base + 20_000), name: 'Bug', fields: FIELDS },
      { id: String(base + 40_000), name: 'Task', fields: FIELDS }
    ],
    components: ['checkout', 'payments', 'web', 'search', 'platform'].map((name, index) => ({
      id: String((base + 60_000) * 10 + index),
      name
    })),
    assignable: [
      { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Mia Krystof', emailAddress: 'mia@example.com' },
      {
        accountId: '5b10a2844c20165700ede21g',
        displayName: 'Emma Richards',
        emailAddress: 'emma@example.com'
      },
      { accountId: '5b10a0effa615349cb016cd8', displayName: 'Will Rhodes', active: false }
    ],
    teams: [
      { id: '36885b3c-1bf0-4f85-a357-c5b858c31de4', name: 'Payments' },
      { id: '9f1c4b52-2d6e-4a3c-8a57-0d2f6e1b7c90', name: 'Web Platform' }
    ],
    workflow: {
      initial: 'To Do',
      statuses: [
        { id: '10000', name: 'To Do', category: 'new' },
        { id: '3', name: 'In Progress', category: 'indeterminate' },
        { id: '10001', name: 'In Review', category: 'indeterminate' },
        { id: '10002', name: 'Done', category: 'done' },
        { id: '10003', name: 'Cancelled', category: 'done' }
      ],
      transitions: [
        { id: '11', name: 'Start progress', from: ['To Do'], to: 'In Progress' },
        { id: '21', name: 'Ask for review', from: ['In Progress'], to: 'In Review' },
        {
          id: '31',
          name: 'Close',
          from: ['To Do', 'In Progress', 'In Review'],
          to: 'Done',
          resolution: 'required'
        },
        { id: '41', name: 'Cancel', from: ['To Do', 'In Progress'], to: 'Cancelled', resolution: 'optional' },
        { id: '51', name: 'Reopen', from: ['Done', 'Cancelled'], to: 'To Do', setsResolution: null }
      ]
    },
    linkTypes: [
      { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
      { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' }
    ],
    permissions: { browse: true, create: true, administer: false }
  }
}
