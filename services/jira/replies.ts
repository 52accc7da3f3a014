import type { ServiceReply } from '../kit/service.js'

/** An error in the shape of Jira's REST API. */
export function refuse(
  status: number,
  errorMessages: readonly string[],
  errors: Readonly<Record<string, string>> = {}
): ServiceReply {
  return { status, body: { errorMessages, errors } }
}

/** Jira says the same of a ticket that is missing and of one that the caller may not see. */
export function issueNotFound(): ServiceReply {
  return refuse(404, ['Issue does not exist or you do not have permission to see it.'])
}

export function projectNotFound(key: string): ServiceReply {
  return refuse(404, [`No project could be found with key '${key}'.`])
}

/** Milliseconds since the epoch as Jira writes them: `2026-01-31T09:05:00.000+0000`. */
export function jiraTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000')
}
