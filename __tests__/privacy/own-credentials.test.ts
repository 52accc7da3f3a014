import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { openPrivacyStage, type PrivacyStage, type Sent } from './privacy-stage.js'
import { credentials } from '../../services/stage.js'
import { alertOf, seedRecent } from './scenario.js'

const { datadogApiKey, datadogAppKey, jiraEmail, jiraToken, githubToken } = credentials
const basic = Buffer.from(`${jiraEmail}:${jiraToken}`).toString('base64')

/** The headers in which a credential goes to its own vendor; everywhere else it is a leak. */
const ownPlaces: Readonly<Record<string, RegExp>> = {
  [datadogApiKey]: /^header dd-api-key of datadog /,
  [datadogAppKey]: /^header dd-application-key of datadog /,
  [githubToken]: /^header authorization of github /,
  [basic]: /^header authorization of jira /,
  [jiraToken]: /^never$/,
  [Buffer.from(jiraToken).toString('base64').replace(/=+$/, '')]: /^never$/,
  [Buffer.from(githubToken).toString('base64').replace(/=+$/, '')]: /^never$/,
  [Buffer.from(`x-access-token:${githubToken}`).toString('base64').replace(/=+$/, '')]: /^never$/
}

/** As a vendor, a proxy or a careless log line repeats them. */
const echo = [
  `dd-api-key ${datadogApiKey}`,
  `dd-application-key ${datadogAppKey}`,
  `Basic ${basic}`,
  `token ${jiraToken}`,
  `url ${encodeURIComponent(jiraToken)}`,
  `Authorization: token ${githubToken}`,
  `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${githubToken}`).toString('base64')}`
].join(' | ')

/** In whatever case: an input may be compared in lower case. */
function holds(text: string, credential: string): boolean {
  return text.toLowerCase().includes(credential.slice(0, 12).toLowerCase())
}

/** Where a credential, or a part of it of twelve characters at its start, is found. */
function strays(sent: readonly Sent[]): readonly string[] {
  return Object.entries(ownPlaces).flatMap(([credential, allowed]) =>
    sent
      .filter(({ where, text }) => !allowed.test(where) && holds(text, credential))
      .map(({ where, text }) => {
        const at = text.toLowerCase().indexOf(credential.slice(0, 12).toLowerCase())
        return `${credential.slice(0, 12)}… in ${where}: ${text.slice(Math.max(0, at - 40), at + 20)}`
      })
  )
}

describe("this run's own credentials", () => {
  let open: PrivacyStage
  beforeAll(async () => {
    open = await openPrivacyStage({ mode: 'standard', kinds: [] })
  })
  afterAll(() => open.stop())

  it('go to their own vendors, and nowhere else', async () => {
    const id = seedRecent(
      open.stage,
      nodeTypeError({ commit: open.stage.commit, message: `No stock: ${echo}` })
    )
    const { result, sent } = await open.play(alertOf(id))
    expect(result.outputs['outcome']).toBe('ticketed')
    const used = Object.entries(ownPlaces).filter(([credential, place]) =>
      sent.some(({ where, text }) => place.test(where) && text.includes(credential))
    )
    expect(used.map(([credential]) => credential).sort()).toEqual(
      [datadogApiKey, datadogAppKey, githubToken, basic].sort()
    )
    expect(strays(sent)).toEqual([])
    expect(open.stage.jira.issues()[0]?.summary).toContain('No stock: dd-api-key [redacted:')
  })

  it('are masked before anything else is said', async () => {
    const { result } = await open.play({ inputs: { 'issue-id': 'none' } })
    const lines = result.stdout.split('\n')
    const masks = lines.slice(0, 5)
    for (const secret of [datadogApiKey, datadogAppKey, githubToken, jiraToken, basic]) {
      expect(masks).toContain(`::add-mask::${secret}`)
    }
    expect(lines.filter((line) => line.startsWith('::add-mask::'))).toHaveLength(5)
  })

  it.each([
    {
      vendor: 'datadog',
      method: 'GET',
      path: /\/issues\//,
      reply: { status: 400, body: { errors: [echo] } }
    },
    {
      vendor: 'datadog',
      method: 'POST',
      path: /\/issues\/search/,
      reply: { status: 422, body: `<html><head><title>${echo}</title></head></html>` }
    },
    {
      vendor: 'jira',
      method: 'POST',
      path: /\/issue$/,
      reply: { status: 400, body: { errorMessages: [echo], errors: { customfield_10060: echo } } }
    },
    {
      vendor: 'jira',
      method: 'POST',
      path: /\/search\/jql/,
      reply: { status: 403, body: `<html><head><title>${echo}</title></head></html>` }
    },
    {
      vendor: 'github',
      method: 'GET',
      path: /\/git\/trees\//,
      reply: { status: 409, body: { message: echo } }
    },
    {
      vendor: 'github',
      method: 'GET',
      path: /\/contents\/.*autofix/,
      reply: { status: 403, body: { message: echo } }
    }
  ] as const)(
    'stay unsaid when $vendor repeats them in its reply ($method, $reply.status)',
    async (fault) => {
      const { vendor, method, path, reply } = fault
      const culprit = { function: `echo_${vendor}_${reply.status}`, line: reply.status }
      const id = seedRecent(open.stage, pythonKeyError({ culprit }))
      open.stage[vendor].service.inject({ kind: 'reply', method, path, reply })
      const { result, sent } = await open.play(alertOf(id))
      const hit = open.stage[vendor].service.requests.some((each) => each.status === reply.status)
      open.stage[vendor].service.clearFaults()
      expect(hit).toBe(true)
      expect(strays(sent)).toEqual([])
      expect(result.stdout).toMatch(/::(?:error|warning)/)
    }
  )

  it('stay unsaid when the webhook, the query and the inputs carry them', async () => {
    const hostile = {
      cycle_key: githubToken,
      service: basic,
      env: jiraToken,
      text: echo,
      scope: datadogAppKey
    }
    const id = seedRecent(open.stage, pythonKeyError({ culprit: { function: 'hostile', line: 4 } }))
    const triaged = await open.play(alertOf(id, hostile))
    expect(triaged.result.exitCode).toBe(0)
    expect(strays(triaged.sent)).toEqual([])
    const refused = await open.play({
      ...alertOf(githubToken, { schema: datadogApiKey }),
      inputs: { mode: datadogAppKey, 'datadog-site': jiraToken, lookback: basic }
    })
    expect(refused.result.exitCode).toBe(1)
    expect(strays(refused.sent)).toEqual([])
  })
})
