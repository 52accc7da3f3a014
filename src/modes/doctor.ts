import { areaTitles, type Area, type AreaReport } from '../check-up/areas.js'
import { failed, type Check, type CheckUpRequest } from '../check-up/check.js'
import { judgeAgent, type AgentFacts } from '../check-up/judge-agent.js'
import { judgeDatadog } from '../check-up/datadog/judge.js'
import { judgeGithub } from '../check-up/github/judge.js'
import { judgeInputs, type InputsFacts } from '../check-up/judge-inputs.js'
import { judgeJira } from '../check-up/jira/judge.js'
import { judgeOwnership, type OwnershipFacts } from '../check-up/judge-ownership.js'
import type { DatadogFacts } from '../check-up/datadog/facts.js'
import type { GithubFacts } from '../check-up/github/facts.js'
import type { JiraFacts } from '../check-up/jira/facts.js'

/** How each part of the set-up is looked at. Looking changes nothing. */
export interface DoctorWorld {
  readonly inputs: InputsFacts
  /** `undefined`: its credentials are not given, like Jira's. */
  readonly datadog: (() => Promise<DatadogFacts>) | undefined
  readonly jira: (() => Promise<JiraFacts>) | undefined
  readonly github: () => Promise<GithubFacts>
  readonly ownership: () => Promise<OwnershipFacts>
  /** `undefined`: nothing is fixed here. */
  readonly agent: (() => Promise<AgentFacts>) | undefined
}

/** Every area of the set-up, examined side by side; what fails in one hides nothing of the others. Never rejects. */
export async function doctor(request: CheckUpRequest, world: DoctorWorld): Promise<readonly AreaReport[]> {
  const { datadog, jira, github, ownership, agent } = world
  return Promise.all([
    report('inputs', async () => judgeInputs(world.inputs)),
    report('datadog', async () => (datadog ? judgeDatadog(await datadog(), request) : [])),
    report('jira', async () => (jira ? judgeJira(await jira(), request) : [])),
    report('github', async () => judgeGithub(await github(), request)),
    report('ownership', async () => judgeOwnership(await ownership(), request)),
    report('agent', async () => judgeAgent(await agent?.(), request))
  ])
}

async function report(area: Area, examine: () => Promise<readonly Check[]>): Promise<AreaReport> {
  const title = areaTitles[area]
  try {
    return { area, title, checks: await examine() }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const mend =
      'This is a defect of the doctor: please report it with the version of the action and this sentence.'
    return {
      area,
      title,
      checks: [failed(`${area}-examined`, `${title} could not be examined: ${why}`, mend)]
    }
  }
}
