import * as z from 'zod'
import { callVendor } from '../retry.js'
import { JIRA_TIMEOUT_MS, type JiraConnectionOptions } from './jira-connection.js'
import { JiraError } from './jira-error.js'
import { JiraFault, toFault } from './jira-fault.js'

/** The reply is one line; a page that is longer is another one. */
const LARGEST_REPLY = 100_000

const tenant = z.object({ cloudId: z.string().regex(/^[\w-]{1,64}$/) })

/**
 * The id by which Atlassian's gateway knows the site. The site tells it everybody, and is sent no credential: it may be the wrong
 * address. https://support.atlassian.com/jira/kb/retrieve-my-atlassian-sites-cloud-id/
 */
export async function readCloudId(
  options: Pick<JiraConnectionOptions, 'siteUrl' | 'redactor' | 'retry' | 'timeoutMs'>
): Promise<string> {
  const { siteUrl, redactor, retry } = options
  const timeout = options.timeoutMs ?? JIRA_TIMEOUT_MS
  return callVendor(
    {
      idempotent: true,
      attempt: async () => {
        const { Version3Client } = await import('jira.js')
        const client = new Version3Client({
          host: siteUrl,
          baseRequestConfig: {
            timeout,
            maxRedirects: 0,
            maxContentLength: LARGEST_REPLY,
            headers: { 'User-Agent': 'datadog-autofix-action', Accept: 'application/json' }
          }
        })
        const { data } = await client.sendRequestFullResponse<unknown>({
          url: '/_edge/tenant_info',
          method: 'GET',
          signal: AbortSignal.timeout(2 * timeout)
        })
        const read = tenant.safeParse(data)
        if (read.success) return read.data.cloudId
        throw new JiraError(`${siteUrl}/_edge/tenant_info does not tell the cloudId of a Jira site.`, {
          vendor: 'Jira',
          retryable: false,
          isOutcomeUnknown: false
        })
      },
      translate: (error) => {
        if (error instanceof JiraError) return error
        const fault = toFault(error, (text) => redactor.redact(text))
        return fault instanceof JiraFault ? explainSilence(fault, siteUrl) : fault
      }
    },
    retry
  )
}

/** In words of its own: what the adapter says of other requests is about the account, which has no part in this one. */
function explainSilence(
  { facts: { status, code, headers }, message }: JiraFault,
  siteUrl: string
): JiraError {
  const answer = status === undefined ? `gives no answer (${code ?? message})` : `answers HTTP ${status}`
  return new JiraError(`${siteUrl}/_edge/tenant_info, which tells the cloudId of the site, ${answer}.`, {
    vendor: 'Jira',
    status,
    retryable: status === undefined ? code !== 'ENOTFOUND' : status === 429 || status >= 500,
    requestId: headers.requestId,
    isOutcomeUnknown: false
  })
}
