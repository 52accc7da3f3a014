import type { Policy } from '../../config/policy.js'
import { leadingBack } from '../../flow/decision/way-back.js'
import { failed, ok, warning } from '../check.js'
import type { JiraFacts, JiraProjectFacts, JiraTransition, WayBack } from './facts.js'
import { isSameName, nameAll, quote, unanswered, type JiraCheck } from './lines.js'

const BROWSE_MEND = 'Give the account of jira-user-email the permission Browse Projects.'

/** The link between a new ticket and the closed one that it follows. */
export function judgeLinkType({ linkTypes }: JiraFacts, { jira }: Policy): JiraCheck {
  const id = 'jira-link-type'
  if (linkTypes.kind !== 'given') {
    return unanswered(
      id,
      linkTypes,
      'Turn on issue linking (Jira settings, Issues, Issue linking); without it a new ticket is not linked to the one that it follows.'
    )
  }
  const like = linkTypes.value.find((name) => isSameName(name, jira.linkType))
  return linkTypes.value.includes(jira.linkType)
    ? ok(id, `Jira has the link type "${quote(jira.linkType)}".`)
    : warning(
        id,
        `Jira has no link type "${quote(jira.linkType)}": a new ticket is not linked to the closed one that it follows.`,
        like === undefined
          ? `Write as jira.link-type one of: ${nameAll(linkTypes.value)}.`
          : `Write "${quote(like)}" as jira.link-type.`
      )
}

/** Whether a ticket can be closed at all in the sense of Jira, and the status that the policy names. */
export function judgeWorkflow(
  { statuses }: JiraProjectFacts,
  { jira, dedupe }: Policy
): readonly JiraCheck[] {
  const id = 'jira-workflow'
  if (statuses.kind !== 'given') return [unanswered(id, statuses, BROWSE_MEND)]
  const closed = statuses.value.filter(({ category }) => category === 'done').map(({ name }) => name)
  const open = statuses.value.filter(({ category }) => category !== 'done').map(({ name }) => name)
  const lines: JiraCheck[] = []
  if (closed.length === 0) {
    lines.push(
      warning(
        id,
        'No status of the workflow is of the category Done: a ticket stays open for ever, and a bug that is back is never a regression.',
        'Set the category of the status that closes a ticket to Done: Jira settings, Issues, Statuses.'
      )
    )
  }
  const { reopenStatus } = jira
  const mend = `Write as jira.reopen-status one of: ${nameAll(open)}; or remove it.`
  const wanted = statuses.value.find(
    ({ name }) => reopenStatus !== undefined && isSameName(name, reopenStatus)
  )
  if (reopenStatus !== undefined && wanted === undefined) {
    lines.push(failed(id, `The workflow has no status "${quote(reopenStatus)}" (jira.reopen-status).`, mend))
  }
  if (wanted?.category === 'done' && dedupe.regression.maximumReopens > 0) {
    lines.push(failed(id, `"${quote(wanted.name)}" (jira.reopen-status) is a closed status itself.`, mend))
  }
  return lines.length > 0 ? lines : [ok(id, `The workflow closes tickets as ${nameAll(closed)}.`)]
}

/** A line for each closed status that a ticket was found in. */
export function judgeReopening(project: JiraProjectFacts, { jira, dedupe }: Policy): readonly JiraCheck[] {
  const id = 'jira-reopening'
  const { closed, waysBack, permissions } = project
  if (dedupe.regression.maximumReopens === 0) {
    return [ok(id, 'dedupe.regression.maximum-reopens is 0: no ticket is ever reopened.')]
  }
  if (closed.kind !== 'given') return [unanswered(id, closed, BROWSE_MEND)]
  if (waysBack.length === 0) return [noneClosed(id, jira.issueType)]
  if (permissions.kind === 'given' && !permissions.value.TRANSITION_ISSUES) {
    return [
      warning(
        id,
        'Not checked: Jira shows transitions to nobody without the permission Transition Issues.',
        'Mend jira-permissions first.'
      )
    ]
  }
  return waysBack.map((way) => judgeWayBack(way, jira.reopenStatus))
}

function noneClosed(id: 'jira-reopening' | 'jira-resolution-dates', issueType: string): JiraCheck {
  return warning(
    id,
    `Not known yet: the search finds no closed ticket of type "${quote(issueType)}".`,
    'Run the doctor again when one is closed; or close a ticket in Jira, and look at it.'
  )
}

function judgeWayBack({ key, status, transitions }: WayBack, reopenStatus: string | undefined): JiraCheck {
  const id = 'jira-reopening'
  if (transitions.kind !== 'given') {
    return unanswered(
      id,
      transitions,
      'Give the account of jira-user-email the permission Transition Issues.'
    )
  }
  const leading = leadingBack(transitions.value, reopenStatus)
  const chosen = leading.find(({ asks }) => asks.length === 0)
  if (chosen !== undefined) {
    return ok(
      id,
      `A ticket that is "${quote(status)}" goes back to "${quote(chosen.to.name)}" by "${quote(chosen.name)}" (seen on ${quote(key)}).`
    )
  }
  const wanted =
    reopenStatus === undefined ? 'an open status' : `"${quote(reopenStatus)}" (jira.reopen-status)`
  const available = transitions.value.map(describe).join(', ') || 'none'
  const why =
    leading.length === 0
      ? `no transition leads to ${wanted}`
      : `every transition to ${wanted} asks for fields`
  return failed(
    id,
    `A ticket that is "${quote(status)}" cannot be reopened: ${why} (seen on ${quote(key)}). Available: ${quote(available)}.`,
    'Add such a transition to the workflow, or set jira.reopen-status to a status that one of them leads to without asking for fields.'
  )
}

function describe({ name, to, asks }: JiraTransition): string {
  return `"${name}" (to ${to.name}${asks.length === 0 ? '' : `, asks for ${asks.join(', ')}`})`
}

/** Regressions are measured from the date of a ticket's resolution. */
export function judgeResolutionDates({ closed }: JiraProjectFacts, { jira }: Policy): JiraCheck {
  const id = 'jira-resolution-dates'
  if (closed.kind !== 'given') return unanswered(id, closed, BROWSE_MEND)
  const all = closed.value
  if (all.length === 0) return noneClosed(id, jira.issueType)
  const without = all.filter(({ isResolved }) => !isResolved)
  const of = `of the ${all.length} closed tickets that changed last`
  if (without.length === 0) return ok(id, `Every one ${of} has a resolution and its date.`)
  const statuses = [...new Set(without.map(({ status }) => status))]
  return warning(
    id,
    `${without.length} ${of} ${without.length === 1 ? 'has' : 'have'} no resolution (${nameAll(statuses)}; the first is ` +
      `${quote(without[0]?.key ?? '')}): when its bug is seen again, such a ticket is reopened at once, however long ago it was closed.`,
    `Have the workflow set a resolution on every transition to ${nameAll(statuses)}: a post function that updates the field, or a ` +
      'required field of the screen; in a team-managed project a rule that updates the field.'
  )
}

/** The resolutions of the policy by default: they are meant for many sites, of which none has all. */
export const USUAL_RESOLUTIONS = [
  "Won't Do",
  "Won't Fix",
  'Declined',
  'Cannot Reproduce',
  'Duplicate'
] as const

export function judgeKeepClosed({ resolutions }: JiraFacts, { dedupe }: Policy): readonly JiraCheck[] {
  const id = 'jira-keep-closed'
  const place = 'dedupe.regression.keep-closed'
  const kept = dedupe.regression.keepClosedResolutions
  if (kept.length === 0) return [ok(id, `${place} is empty: no resolution keeps a ticket closed.`)]
  if (resolutions.kind !== 'given') return [unanswered(id, resolutions, BROWSE_MEND)]
  const there = kept.filter((name) => resolutions.value.some((each) => isSameName(each, name)))
  if (there.length === 0) {
    return [
      warning(
        id,
        `Jira has none of the resolutions of ${place} (${nameAll(kept)}): tickets that were closed on purpose are reopened.`,
        `Write into ${place} those that mean not to fix, of: ${nameAll(resolutions.value)}.`
      )
    ]
  }
  const strange = kept.filter(
    (name) => !there.includes(name) && !USUAL_RESOLUTIONS.some((usual) => isSameName(usual, name))
  )
  return strange.length === 0
    ? [ok(id, `Tickets that are closed as ${nameAll(there)} stay closed.`)]
    : [
        warning(
          id,
          `Jira has no resolution ${nameAll(strange)}, which ${place} names.`,
          `Write into ${place} those that mean not to fix, of: ${nameAll(resolutions.value)}.`
        )
      ]
}
