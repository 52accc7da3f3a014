import { credentials } from '../../services/stage.js'
import type { TriageRig } from './triage-rig.js'

/** Sets the issue's state as a person does on Datadog's page. */
export async function setIssueState({ datadog }: TriageRig, issueId: string, state: string): Promise<void> {
  await send(`${datadog.url}/api/v2/error-tracking/issues/${issueId}/state`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'dd-api-key': credentials.datadogApiKey,
      'dd-application-key': credentials.datadogAppKey
    },
    body: JSON.stringify({ data: { id: issueId, type: 'error_tracking_issue', attributes: { state } } })
  })
}

/** Deletes a comment. */
export async function deleteComment({ jira }: TriageRig, key: string, commentId: string): Promise<void> {
  const basic = Buffer.from(`${credentials.jiraEmail}:${credentials.jiraToken}`).toString('base64')
  await send(`${jira.url}/rest/api/3/issue/${key}/comment/${commentId}`, {
    method: 'DELETE',
    headers: { authorization: `Basic ${basic}` }
  })
}

async function send(url: string, request: RequestInit): Promise<void> {
  const reply = await fetch(url, request)
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
}
