import type { CheckUpRequest } from '../../check-up/check.js'
import type { JiraFacts } from '../../check-up/jira/facts.js'
import { ask } from '../ask.js'
import { examineProject } from './examine-project.js'
import { readAccount, readLinkTypes, readResolutions, readSiteFields } from './examine-site.js'
import { readCloudId } from './examine-tenant.js'
import { createJiraConnection, type JiraConnectionOptions } from './jira-connection.js'

export interface JiraExamination extends JiraConnectionOptions {
  /** What Jira is asked about; without it, only the site and the account are looked at. */
  readonly policy: CheckUpRequest['policy']
}

/**
 * What Jira says of site, account, project and workflow: about a dozen reads, and one for each assignee of the policy. Writes
 * nothing. Whatever Jira refuses is in the answers; rejects for defects of ours alone.
 */
export async function examineJira(options: JiraExamination): Promise<JiraFacts> {
  const { policy } = options
  const siteUrl = options.siteUrl.replace(/\/+$/, '')
  const connection = createJiraConnection(options)
  const [cloudId, account, linkTypes, resolutions, siteFields, project] = await Promise.all([
    ask(() => readCloudId({ ...options, siteUrl })),
    ask(() => readAccount(connection, options.email)),
    ask(() => readLinkTypes(connection)),
    ask(() => readResolutions(connection)),
    ask(() => readSiteFields(connection)),
    policy && examineProject(connection, policy)
  ])
  const apiUrl = options.apiUrl.replace(/\/+$/, '')
  return { siteUrl, apiUrl, cloudId, account, linkTypes, resolutions, siteFields, project }
}
