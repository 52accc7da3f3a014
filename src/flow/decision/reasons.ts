/** Outcomes of triage; a closed set that workflows branch on. */
export const triageOutcomes = [
  'ticketed',
  'duplicate',
  'regression',
  'below-threshold',
  'disqualified',
  'suppressed',
  'swept'
] as const
export type TriageOutcome = (typeof triageOutcomes)[number]

/** Every reason that triage can give, with what it means. One per issue. */
export const triageReasons = {
  'new-bug': 'no ticket stands for this bug yet',
  forced: 'a person asked for it with force-fix',
  'known-pattern': 'a pattern of the config makes a ticket of it, whatever the score',
  'evidence-ticket': 'the rise and its impact make a ticket of it, whatever the score',
  'evidence-unconfirmed':
    'many people or a critical path may be affected, but the rise is not certain: for a person to confirm',
  'same-issue': 'an open ticket carries this Datadog issue id',
  'same-fingerprint': 'an open ticket stands for the same bug in another Datadog issue',
  'native-ticket': "Datadog's own integration had made a ticket; it was adopted",
  'repeated-delivery': 'this alert was delivered before; nothing was written again',
  'nothing-new': 'an open ticket carries this issue, which had no event since; a sweep writes nothing then',
  reopened: 'the bug came back after its ticket was closed; the ticket was reopened',
  'new-after-closed': 'the bug came back after its ticket was closed; a new ticket is linked to the old one',
  'score-below-threshold': 'the score does not reach the ticket threshold',
  'state-ignored': 'a person set the issue to IGNORED in Datadog',
  'state-excluded': 'a person set the issue to EXCLUDED in Datadog',
  'pattern-ignore': 'a pattern of the config says that this error is not to be told of',
  'pattern-digest': 'a pattern of the config has this error listed in the digest, without a ticket',
  'evidence-hold': 'the matrix of the config holds back what rises without impact',
  'part-of-cascade': 'many errors rise together; one parent ticket tells of all of them',
  recovery: 'the monitor reported a recovery, not an error',
  'closed-deliberately': 'the ticket was closed with a resolution that says not to fix it',
  'closed-recently': 'the ticket was closed moments ago; the fix may still be on its way to production',
  'ticket-limit': 'this run has reached its limit of new tickets',
  'issue-limit': 'this sweep has reached its limit of issues; the next one goes on',
  'rate-limit': 'a vendor takes no more requests for now; the next sweep goes on',
  'claimed-elsewhere': 'another run is filing the ticket for this bug right now',
  swept: 'several issues were triaged; the report has one record for each'
} as const
export type TriageReason = keyof typeof triageReasons
