/** Outcomes of `autofix` and `publish`; closed sets that workflows branch on. */
export const autofixOutcomes = [
  'fix-ready',
  'pull-request',
  'unproven',
  'out-of-scope',
  'no-fix',
  'gave-up',
  'disabled',
  'over-budget',
  'already-proposed'
] as const
export const publishOutcomes = ['pull-request', 'refused', 'disabled', 'already-proposed'] as const
export type FixOutcome = (typeof autofixOutcomes)[number] | (typeof publishOutcomes)[number]

/** Every reason that the fix modes can give, with the outcome it belongs to and what it means. One per run. */
export const fixReasons = {
  proven: ['fix-ready', 'the change is guarded and proven; the bundle waits for the publish job'],
  opened: ['pull-request', 'a draft pull request was opened'],
  'found-again': ['pull-request', 'an earlier try of this run had opened the draft pull request already'],

  'switch-off': ['disabled', 'the kill switch is not "true"'],
  'class-not-allowed': ['out-of-scope', 'the class is not on the allow-list'],
  'score-below-threshold': ['out-of-scope', 'the score does not reach the auto-fix threshold'],
  'origin-not-allowed': ['out-of-scope', 'the error is not from production, and staging is not allowed'],
  'diagnosis-off': ['out-of-scope', 'a diagnosis was wanted, and diagnosis.enabled is not true'],
  'open-pull-request': ['already-proposed', 'a pull request for this bug is open'],
  'attempt-running': ['already-proposed', 'another run is working on this bug right now'],
  'rejected-recently': ['already-proposed', 'an earlier attempt came to nothing a short time ago'],
  'diagnosed-recently': ['already-proposed', 'a diagnosis of this bug was told a short time ago'],
  'daily-limit': ['over-budget', 'the team has had its attempts for today'],
  'open-pull-request-limit': ['over-budget', 'the team has as many open fix pull requests as it allows'],
  'day-budget': ['over-budget', 'the budget of the day does not cover another attempt'],
  'month-budget': ['over-budget', 'the budget of the month does not cover another attempt'],
  'diagnosis-budget': ['over-budget', 'the budget of the day for diagnoses does not cover another one'],

  diagnosed: ['no-fix', 'a diagnosis alone was wanted, and here it is'],
  'no-diagnosis': ['no-fix', 'a diagnosis alone was wanted, and the model gave none'],
  'diagnosis-holds-back': ['no-fix', 'the diagnosis sees the cause outside of the code'],
  declined: ['no-fix', 'the agent declined, and said why'],
  'not-code': ['no-fix', 'the cause is not in code or config'],
  'low-confidence': ['no-fix', 'the agent is not sure enough of the cause'],
  'no-change': ['no-fix', 'the agent changed nothing'],
  'no-answer': ['no-fix', 'the agent ended without the answer that it was asked for'],
  'turn-limit': ['gave-up', 'the agent reached its limit of turns'],
  'money-limit': ['gave-up', 'the agent reached its limit of money'],
  'time-limit': ['gave-up', 'the agent reached its limit of time'],
  'agent-failed': ['gave-up', 'the agent or the service of its model failed'],
  'agent-surprise': ['gave-up', 'the agent started with other tools or settings than it was given'],

  'guard-refused': ['out-of-scope', 'the guard refused the change'],

  'no-plan': ['unproven', 'no test command is known for the changed files'],
  'set-up-failed': ['unproven', 'the set-up of the project failed in a clean tree'],
  'sandbox-missing': [
    'unproven',
    'verify.sandbox is "required", and this machine cannot cut off the network'
  ],
  'no-test': ['unproven', 'the change has no test'],
  'passes-without-change': ['unproven', 'the new test passes without the change'],
  'red-for-another-reason': [
    'unproven',
    'the new test fails without the change, but not for the reported error'
  ],
  'fails-with-change': ['unproven', 'the new test fails with the change'],
  flaky: ['unproven', 'the new test passes only sometimes'],
  'suite-worse': ['unproven', 'tests fail with the change that passed before'],
  'suite-unreadable': [
    'unproven',
    'the suite fails with the change, and its output does not tell which tests'
  ],
  'not-red-again': ['unproven', 'with the change taken back the new test still passes'],

  'nothing-to-publish': ['refused', 'the bundle holds no fix; its diagnosis was told on the ticket'],
  'bundle-invalid': ['refused', 'the bundle does not fit its own description'],
  'base-moved': ['refused', 'files of the change were changed on the base since'],
  'guard-refused-again': ['refused', 'the guard refused the change on the live base'],
  'attempt-not-in-ledger': ['refused', 'the ledger does not know the attempt'],
  'budget-crossed': ['refused', 'a ceiling was crossed since the attempt began']
} as const satisfies Readonly<Record<string, readonly [FixOutcome, string]>>
export type FixReason = keyof typeof fixReasons

export function outcomeOf(reason: FixReason): FixOutcome {
  return fixReasons[reason][0]
}

/** How the run ended, or has to end: one reason, and one sentence with the facts. */
export interface FixEnd {
  readonly reason: FixReason
  readonly why: string
}
