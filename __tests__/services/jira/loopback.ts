import { Version3Client } from 'jira.js'
import { defaultProject } from '../../../services/jira/default-project.js'
import { EmbeddedJira, type EmbeddedJiraOptions } from '../../../services/jira/embedded-jira.js'

export const EMAIL = 'bot@example.com'
export const TOKEN = 'token-of-the-bot'
export const START = Date.UTC(2026, 0, 31, 9, 0)

/** An embedded Jira with one default project, a clock that tests move, and both ways of talking to it. */
export async function startJira(options: Partial<EmbeddedJiraOptions> = {}) {
  const clock = { now: START }
  const jira = new EmbeddedJira({
    now: () => clock.now,
    email: EMAIL,
    apiToken: TOKEN,
    siteUrl: 'https://example.atlassian.net',
    projects: [defaultProject('SHOP')],
    ...options
  })
  await jira.start()
  const client = clientOf(jira.url)
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${jira.url}/rest/api/3${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')}`,
        'content-type': 'application/json'
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    const json: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, json }
  }
  const create = async (fields: Record<string, unknown> = {}) => {
    const { json } = await call('POST', '/issue', { fields: { ...bug(), ...fields } })
    return (json as { key: string }).key
  }
  const search = async (jql: string, more: Record<string, unknown> = {}) => {
    const { status, json } = await call('POST', '/search/jql', { jql, fields: ['key'], ...more })
    if (status !== 200) throw new Error(JSON.stringify(json))
    return (json as { issues: { key: string }[] }).issues.map((issue) => issue.key)
  }
  return { jira, clock, client, call, create, search }
}

export function clientOf(host: string, apiToken = TOKEN): Version3Client {
  return new Version3Client({
    host,
    authentication: { basic: { email: EMAIL, apiToken } },
    baseRequestConfig: { timeout: 5_000, maxRedirects: 0 }
  })
}

export function bug(): Record<string, unknown> {
  return { project: { key: 'SHOP' }, issuetype: { name: 'Bug' }, summary: 'TypeError in cart' }
}

/** Any node of a document, right or wrong. */
type AnyNode = { type: string } & Record<string, unknown>

export function paragraph(text: string): AnyNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}

export function doc(...content: AnyNode[]) {
  return { type: 'doc' as const, version: 1 as const, content }
}
