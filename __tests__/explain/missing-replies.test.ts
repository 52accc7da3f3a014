import { afterEach, describe, expect, it } from '@jest/globals'
import { EmbeddedDatadog } from '../../services/datadog/datadog.js'
import { nodeTypeError, pythonKeyError, seedError, type ErrorSeed } from '../../services/datadog/seeds.js'
import { example, explainSaved, sectionOf } from './saved.js'

const NOW = Date.parse('2026-03-10T12:20:00.000Z')
const HOUR = 3_600_000

const running: EmbeddedDatadog[] = []

afterEach(async () => {
  for (const datadog of running.splice(0)) await datadog.stop()
})

async function openDatadog(): Promise<EmbeddedDatadog> {
  const datadog = new EmbeddedDatadog({ now: () => NOW, apiKey: 'the-api-key', appKey: 'the-app-key' })
  running.push(datadog)
  await datadog.start()
  return datadog
}

interface Command {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
  readonly file: string
}

/** The curl commands of an explanation, taken apart as a shell does. */
function commandsIn(text: string): readonly Command[] {
  return text
    .replaceAll(' \\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('curl '))
    .map((line) => {
      expect(line).toContain('-H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY"')
      const [, method = '', path = ''] = /-X (\w+) 'https:\/\/api\.datadoghq\.com([^']*)'/.exec(line) ?? []
      return {
        method,
        path,
        body: / -d '([^']*)'/.exec(line)?.[1],
        file: / -o (\S+)$/.exec(line)?.[1] ?? ''
      }
    })
}

async function ask(
  datadog: EmbeddedDatadog,
  { method, path, body }: Omit<Command, 'file'>
): Promise<unknown> {
  const keys = { 'dd-api-key': 'the-api-key', 'dd-application-key': 'the-app-key' }
  const headers = body === undefined ? keys : { ...keys, 'content-type': 'application/json' }
  const reply = await fetch(`${datadog.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body })
  })
  expect(reply.status).toBe(200)
  return reply.json()
}

/** Follows what the explanations say until none of them asks for more. Answers with each of them. */
async function saveAndExplain(datadog: EmbeddedDatadog, error: ErrorSeed): Promise<readonly string[]> {
  const { id } = seedError(datadog, error, [NOW - 30 * HOUR, NOW - HOUR, NOW - HOUR / 2])
  const path = `/api/v2/error-tracking/issues/${id}?include=assignee,case,team_owners`
  let saved: Record<string, unknown> = { issue: await ask(datadog, { method: 'GET', path, body: undefined }) }
  const texts: string[] = []
  for (;;) {
    const { text } = await explainSaved(saved, '--now', new Date(NOW).toISOString())
    texts.push(text)
    const commands = commandsIn(text)
    if (commands.length === 0) return texts
    expect(texts.length).toBeLessThan(4)
    for (const command of commands) {
      saved = { ...saved, [command.file.replace('.json', '')]: await ask(datadog, command) }
    }
  }
}

describe('the commands for the replies that a file lacks', () => {
  it('get them from Datadog, and with them everything is known', async () => {
    const texts = await saveAndExplain(await openDatadog(), nodeTypeError())
    expect(texts).toHaveLength(2)
    expect(commandsIn(texts[0] ?? '').map(({ file }) => file)).toEqual([
      'search.json',
      'events.json',
      'trend.json'
    ])
    const [, whole = ''] = texts
    expect(whole).toMatch(/Occurrences +2 in the last 24 hours/)
    expect(whole).toMatch(/in orderTotal/)
    expect(whole).toMatch(/max \d+ per 10 hours, 3 indexed events in all/)
    expect(whole).not.toContain('the file holds no')
  })

  it('name the other products when the first one has no event', async () => {
    const datadog = await openDatadog()
    const empty = { ...example('backend-null'), events: { data: [] } }
    const { text } = await explainSaved(empty)
    const paths = commandsIn(text).map(({ path }) => path)
    expect(paths).toEqual(['/api/v2/logs/events/search', '/api/v2/rum/events/search'])
    for (const command of commandsIn(text)) await ask(datadog, command)
  })

  it('lead to the events of a service that logs its errors', async () => {
    const datadog = await openDatadog()
    const { id } = seedError(datadog, pythonKeyError(), [NOW - HOUR])
    const issue = await ask(datadog, {
      method: 'GET',
      path: `/api/v2/error-tracking/issues/${id}`,
      body: undefined
    })
    const now = ['--now', new Date(NOW).toISOString()]
    const [logs] = commandsIn(
      (await explainSaved({ issue, search: { data: [] }, events: { data: [] } }, ...now)).text
    ).filter(({ path }) => path.startsWith('/api/v2/logs/events'))
    expect(logs).toBeDefined()
    if (logs === undefined) return
    const events = await ask(datadog, logs)
    const told = await explainSaved({ issue, search: { data: [] }, events }, ...now)
    expect(sectionOf(told, 'CULPRIT')).toContain('in build_invoice')
    const [trend, ...others] = commandsIn(told.text)
    expect(others).toEqual([])
    expect(trend?.path).toBe('/api/v2/logs/analytics/aggregate')
  })

  it('say how to put the replies beside the ones that are there', async () => {
    const { trend: _, ...rest } = example('backend-null')
    expect((await explainSaved(rest)).text).toContain(
      `jq -n 'input + {trend: input}' 'saved.json' 'trend.json' > 'saved.more.json'`
    )
    expect((await explainSaved(rest.issue)).text).toContain(
      `jq -n '{issue: input, search: input, events: input, trend: input}' 'saved.json' 'search.json'`
    )
  })

  it('are for the site that was named', async () => {
    const { text } = await explainSaved(example('bare-issue'), '--site', 'us5.datadoghq.com')
    expect(text).toContain(`curl -sS -X POST 'https://api.us5.datadoghq.com/api/v2/`)
    expect(text).not.toContain('api.datadoghq.com')
  })

  it('are not needed to hear that owners were left out of the reply', async () => {
    const { issue } = example('backend-null')
    const { included: _, ...withoutOwners } = issue
    const told = await explainSaved(withoutOwners)
    expect(sectionOf(told, 'ISSUE').join('\n')).toContain('save it with ?include=assignee,case,team_owners')
    expect(sectionOf(await explainSaved(issue), 'ISSUE').join('\n')).not.toContain('include=')
  })
})
