import type { CheckTable } from '../check.js'

/** What is looked at on GitHub, in the order in which it is told. */
export const githubChecks = {
  'github-token': 'Is the workflow token accepted for this repository?',
  'github-contents': 'May the workflow token write contents: claims, ledger and hand-off?',
  'github-state': 'Can the git refs of claims and ledger be read?',
  'github-triage-workflow': 'Does a workflow on the default branch start triage?',
  'github-triage-concurrency': 'Does the concurrency of the triage workflow keep every alert?',
  'github-deployments': 'May the workflow token read deployments and releases?',
  'github-handlers': 'Can the workflows be started that known patterns name?',
  'github-codeowners': 'Does GitHub read CODEOWNERS without errors?',
  'github-autofix-workflow': 'Does a workflow on the default branch start auto-fix and publish?',
  'github-base': 'Does the branch exist that fixes are made on?',
  'github-fix-branch': 'Would a ruleset refuse the branch of a fix?',
  'github-fix-commit': 'Would a ruleset refuse the commit of a fix?',
  'github-base-rules': 'What do rulesets ask of a pull request to the base?',
  'github-drafts': 'Can the repository have draft pull requests?',
  'github-app-token': 'Is the App token accepted, and whose is it?',
  'github-app-installation': 'Does the App token reach this repository, and no other?',
  'github-app-permissions': 'Has the App what it needs, and no more?',
  'github-pull-request-checks': 'Does a pull request of the App start checks?',
  'github-switch': 'Is the kill switch on, and can it be read and turned off?',
  'github-budget': 'Can the ledger be read, and is there money left?'
} as const satisfies CheckTable

export type GithubCheckId = keyof typeof githubChecks
