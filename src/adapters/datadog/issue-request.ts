import { ErrorTrackingApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/ErrorTrackingApi.js'
import type { Ask } from './client.js'

/** A request for an issue that is under way already: it is sent while most of the program is still being loaded. */
export interface Opening {
  readonly issueId: string
  /** The reply as JSON, unread. */
  readonly reply: Promise<unknown>
}

/** The request for an issue's details, with everything beside it that we read. */
export function askIssue(issueId: string): Ask {
  return {
    endpoint: { purpose: 'read the issue', scope: 'error_tracking_read' },
    request: (configuration) =>
      new ErrorTrackingApiRequestFactory(configuration).getIssue(issueId, ['assignee', 'case', 'team_owners'])
  }
}
