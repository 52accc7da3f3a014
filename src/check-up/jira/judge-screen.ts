import { namesOf } from '../../flow/ticket/screen-field.js'
import type { Policy } from '../../config/policy.js'
import { failed, ok } from '../check.js'
import type { JiraProjectFacts } from './facts.js'
import { nameAll, quote, unanswered, type JiraCheck } from './lines.js'

export const CREATE_MEND =
  'Give the account of jira-user-email the permission Create Issues: Jira shows the create screen to nobody else.'

/** What every ticket of ours has beside its summary, without which Jira has no create screen. */
const CARRIED = ['description', 'labels'] as const

export function judgeScreen({ screen }: JiraProjectFacts): readonly JiraCheck[] {
  const id = 'jira-screen'
  if (screen.kind !== 'given') return [unanswered(id, screen, CREATE_MEND)]
  const missing = CARRIED.filter((name) => !screen.value.some((field) => field.id === name))
  if (missing.length === 0) return [ok(id, 'The create screen has the fields description and labels.')]
  return missing.map((name) =>
    failed(
      id,
      `The field ${name} is not on the create screen, so that Jira refuses every ticket.`,
      `Put ${name} on the create screen of the issue type: Project settings, Screens; in a team-managed project Project settings, Issue types.`
    )
  )
}

export function judgePriority({ screen }: JiraProjectFacts, { jira }: Policy): JiraCheck {
  const id = 'jira-priority'
  const wanted = [
    { key: 'jira.priority', value: jira.priority },
    { key: 'jira.escalated-priority', value: jira.escalatedPriority }
  ].flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]))
  const [first] = wanted
  if (first === undefined) return ok(id, 'The policy sets none: tickets get the default of the project.')
  if (screen.kind !== 'given') return unanswered(id, screen, CREATE_MEND)
  const field = screen.value.find((each) => each.id === 'priority')
  if (field === undefined) {
    return failed(
      id,
      `${first.key} is "${quote(first.value)}", but priority is not on the create screen, so that Jira refuses every ticket.`,
      `Put priority on the create screen of the issue type, or remove ${first.key}.`
    )
  }
  const names = namesOf(field)
  if (names === undefined) return ok(id, 'Priority is on the create screen; Jira does not list its values.')
  const wrong = wanted.find(({ value }) => !names.includes(value))
  return wrong === undefined
    ? ok(id, `Jira takes the priority ${wanted.map(({ value }) => `"${quote(value)}"`).join(' and ')}.`)
    : failed(
        id,
        `${wrong.key} is "${quote(wrong.value)}", which the project does not have, so that Jira refuses ${wrong.key === 'jira.priority' ? 'every ticket' : 'every escalated ticket'}.`,
        `Write as ${wrong.key} one of: ${nameAll(names)}.`
      )
}
