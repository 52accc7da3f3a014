import type { Check, CheckTable } from './check.js'
import { datadogChecks } from './datadog/checks.js'
import { githubChecks } from './github/checks.js'
import { jiraChecks } from './jira/checks.js'
import { agentChecks } from './judge-agent.js'
import { inputsChecks } from './judge-inputs.js'
import { ownershipChecks } from './judge-ownership.js'

/** Parts of the set-up, in the order in which a user sets them up. */
export const areaTitles = {
  inputs: 'Inputs and policy',
  datadog: 'Datadog',
  jira: 'Jira',
  github: 'GitHub',
  ownership: 'Ownership',
  agent: 'Agent and tests'
} as const

export type Area = keyof typeof areaTitles

export interface AreaReport {
  readonly area: Area
  readonly title: string
  /** In the order of the area's table; empty when nothing of it could be asked. */
  readonly checks: readonly Check[]
}

/** Every check with the question that it answers. */
export const checkTables = {
  inputs: inputsChecks,
  datadog: datadogChecks,
  jira: jiraChecks,
  github: githubChecks,
  ownership: ownershipChecks,
  agent: agentChecks
} as const satisfies Readonly<Record<Area, CheckTable>>

/** The question that a check answers; empty for one that is in no table. */
export function questionOf({ area }: Pick<AreaReport, 'area'>, { id }: Pick<Check, 'id'>): string {
  const table: CheckTable = checkTables[area]
  return table[id] ?? ''
}
