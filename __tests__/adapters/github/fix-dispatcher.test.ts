import { afterEach, describe, expect, it } from '@jest/globals'
import { createFixDispatcher } from '../../../src/adapters/github/fix-dispatcher.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import { PLACE, READER, stage } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage()

afterEach(() => github.service.clearFaults())

const REQUEST: FixRequest = {
  schema: '1',
  issue_id: '5f1b7a52-7a6e-11ef-9a0b-da7ad0900002',
  ticket_key: 'PPL-7',
  fingerprint: '0123456789abcdef',
  fix_class: 'null-safety-guard',
  score: 9,
  env: 'prod',
  force: false,
  triage_run: 'https://github.com/acme/shop/actions/runs/1',
  evidence: {
    error_type: 'TypeError',
    message: 'token hunter2 was refused',
    stack: 'TypeError: token hunter2 was refused\n    at pay (src/pay.ts:3:1)',
    culprit: { path: 'src/pay.ts', line: 3, function: 'pay', commit: null },
    service: 'shop',
    platform: 'node',
    versions: { first_seen: '1.0.0', last_seen: null },
    counts: { window_hours: 24, occurrences: 10, users: null, sessions: null },
    operation: 'GET /pay?token=hunter2',
    team: 'payments',
    bump: null,
    datadog_url: 'https://app.datadoghq.com/error-tracking/issue/5f1b7a52',
    ticket_url: 'https://acme.atlassian.net/browse/PPL-7'
  }
}

const redactor = {
  redactDeep<T>(value: T): T {
    return JSON.parse(JSON.stringify(value).replaceAll('hunter2', '[removed]')) as T
  }
}

function dispatcher(token?: string) {
  const octokit = sourceFor(github.url, token === undefined ? {} : { token })
  return createFixDispatcher({ octokit, ...PLACE, redactor })
}

describe('the hand-off to the fix workflow', () => {
  it('is a repository_dispatch that GitHub takes, with redacted evidence', async () => {
    await dispatcher().requestFix(REQUEST)
    const sent = github.dispatches.at(-1)
    expect(sent?.event_type).toBe('error-autofix')
    expect(sent?.client_payload).toEqual({ ...REQUEST, evidence: redactor.redactDeep(REQUEST.evidence) })
    expect(JSON.stringify(sent)).toContain('token [removed] was refused')
    expect(JSON.stringify(sent)).not.toContain('hunter2')
    // https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event
    expect(Object.keys(sent?.client_payload ?? {}).length).toBeLessThanOrEqual(10)
  })

  it('survives a reply that was lost', async () => {
    github.service.inject({ kind: 'drop', method: 'POST', path: /dispatches/ })
    const before = github.dispatches.length
    await dispatcher().requestFix(REQUEST)
    expect(github.dispatches).toHaveLength(before + 1)
  })

  it('names the permission that a token lacks', async () => {
    const error = await rejection(dispatcher(READER).requestFix(REQUEST))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403, retryable: false })
    expect(String(error)).toContain('"contents: write"')
    expect(String(error)).toContain('repository_dispatch error-autofix')
  })
})
