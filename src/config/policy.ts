import type { DedupePolicy } from '../flow/decision/dedupe.js'
import type { DependencyFix } from '../flow/decision/dependencies/dependency.js'
import type { FixClass } from '../flow/decision/fix-class.js'
import type { OwnershipPolicy } from '../flow/decision/router.js'
import type { RubricPolicy } from '../flow/decision/rubric.js'
import type { JiraPolicy } from '../adapters/jira/jira-policy.js'
import type { PolicyFile } from './policy-schema.js'

/** The policy file in the words of the flow: read once, never changed. */
export interface Policy {
  readonly datadog: {
    readonly acknowledge: boolean
    readonly impactHours: number
    readonly trendHours: number
    readonly sampleLookbackDays: number
  }
  readonly rubric: RubricPolicy
  readonly dedupe: DedupePolicy
  readonly jira: JiraPolicy
  readonly ownership: OwnershipPolicy
  readonly privacy: {
    readonly mode: 'standard' | 'strict'
    readonly patterns: readonly { readonly name: string; readonly expression: string }[]
  }
  readonly autofix: {
    readonly classes: readonly FixClass[]
    readonly denyPaths: readonly string[]
    readonly denyWords: readonly string[]
    readonly denyOwners: readonly string[]
    readonly dependencyFixes: readonly DependencyFix[]
  }
  readonly limits: { readonly newTickets: number; readonly issues: number; readonly concurrency: number }
  readonly onError: 'fail' | 'warn'
}

/** `90m`, `24h`, `14d` in hours. The text has passed the schema. */
export function durationHours(text: string): number {
  const amount = Number(text.slice(0, -1))
  const unit = text.slice(-1)
  return unit === 'd' ? amount * 24 : unit === 'm' ? amount / 60 : amount
}

export function toPolicy(file: PolicyFile): Policy {
  const { rubric, dedupe, jira, ownership } = file
  return {
    datadog: {
      acknowledge: file.datadog.acknowledge,
      impactHours: durationHours(file.datadog['impact-window']),
      trendHours: durationHours(file.datadog['trend-window']),
      sampleLookbackDays: durationHours(file.datadog['sample-lookback']) / 24
    },
    rubric: {
      points: rubric.points,
      ticketAt: rubric['ticket-at'],
      autofixAt: rubric['autofix-at'],
      productionServices: rubric.production.services,
      productionEnvironments: rubric.production.environments,
      highImpactMonitors: rubric['high-impact-monitors'],
      affectedUsers: rubric['affected-users'],
      recentHours: durationHours(rubric.recent),
      rising: {
        recentHours: durationHours(rubric.rising.recent),
        alpha: rubric.rising.alpha,
        minimumEvents: rubric.rising['minimum-events']
      },
      disqualifiedStates: rubric.disqualify,
      acknowledgedCountsAsOpenWith: rubric['acknowledged-counts-as-open-with']
    },
    dedupe: {
      notifyEveryHours: durationHours(dedupe['notify-every']),
      regression: {
        keepClosedResolutions: dedupe.regression['keep-closed'],
        settleHours: durationHours(dedupe.regression.settle),
        reopenWithinDays: durationHours(dedupe.regression['reopen-within']) / 24,
        maximumReopens: dedupe.regression['maximum-reopens']
      }
    },
    jira: {
      project: jira.project,
      issueType: jira['issue-type'],
      priority: jira.priority,
      labels: jira.labels,
      fields: jira.fields,
      teamField: jira['team-field'],
      linkType: jira['link-type'],
      reopenStatus: jira['reopen-status']
    },
    ownership: {
      teams: Object.entries(ownership.teams).map(([name, team]) => ({
        name,
        // A team that names no handle goes by its own name.
        datadog: team.datadog.length > 0 ? team.datadog : [name],
        github: team.github,
        component: team.component,
        assignee: team.assignee,
        jiraTeam: team['jira-team']
      })),
      services: Object.entries(ownership.services).map(([service, team]) => ({ service, team })),
      fallback: ownership.default
    },
    privacy: {
      mode: file.privacy.mode,
      patterns: file.privacy.redact.map(({ name, pattern }) => ({ name, expression: pattern }))
    },
    autofix: {
      classes: file.autofix.classes,
      denyPaths: file.autofix['deny-paths'],
      denyWords: file.autofix['deny-words'],
      denyOwners: file.autofix['deny-owners'],
      dependencyFixes: file.autofix['dependency-fixes'].map(({ package: name, ...fix }) => ({ ...fix, name }))
    },
    limits: {
      newTickets: file.limits['new-tickets-per-run'],
      issues: file.limits['issues-per-run'],
      concurrency: file.limits.concurrency
    },
    onError: file['on-error']
  }
}
