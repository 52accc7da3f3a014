import { examineDatadog } from './adapters/datadog/examine-datadog.js'
import { createOctokitSource } from './adapters/github/client.js'
import { examineGithub } from './adapters/github/examine-github.js'
import { examineJira } from './adapters/jira/examine-jira.js'
import { vendorRetry } from './adapters/retry.js'
import { systemClock } from './adapters/runner/clock.js'
import type { DoctorRun } from './compose-doctor.js'
import type { DoctorWorld } from './modes/doctor.js'

/** What looks at each vendor, with the credentials that the inputs give. */
export function composeExaminers(run: DoctorRun): Pick<DoctorWorld, 'datadog' | 'jira' | 'github'> {
  const { inputs, policy, context, octokit, limits, redactor } = run
  const { datadog, jira, appToken, autofixEnabled } = inputs
  const { owner, repo, serverUrl, apiUrl } = context
  const retry = vendorRetry(systemClock, Math.random, limits)
  return {
    datadog:
      datadog &&
      (() =>
        examineDatadog({
          ...datadog,
          retry,
          clock: systemClock,
          requests: policy?.datadog.requests ?? []
        })),
    jira: jira && (() => examineJira({ ...jira, redactor, retry, policy })),
    github: () =>
      examineGithub({
        ...{ octokit, owner, repo, serverUrl, autofixEnabled, retry },
        appOctokit: appToken === '' ? undefined : createOctokitSource({ token: appToken, apiUrl, limits }),
        handlers: policy?.patterns.flatMap(({ handler }) => handler ?? []) ?? [],
        fixes:
          policy?.autofix.base === undefined
            ? undefined
            : { base: policy.autofix.base, branch: policy.autofix.branch, project: policy.jira.project }
      })
  }
}
