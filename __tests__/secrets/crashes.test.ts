import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { stringify } from 'yaml'
import { openStage, type Stage } from '../../services/stage.js'
import { fixRequest } from '../modes/fix/order-shop.js'
import { allSecretInputs, jobEnvironment, watched } from './credentials.js'
import { createSearch } from './encodings.js'
import { readRecording, recorded } from './recording.js'

/*
 * An error of an HTTP client carries its request, and with it the credentials. Whichever way it goes, also past everybody who could have
 * caught it, the run is red, says so once, and nothing of what the error carries is written anywhere.
 */

const search = createSearch(watched)
const folder = mkdtempSync(join(tmpdir(), 'crashes-'))
let stage: Stage

beforeAll(async () => {
  const policy = stringify({ jira: { project: 'PPL' }, autofix: { base: 'develop' } })
  stage = await openStage({ files: { '.github/datadog-autofix.yml': policy }, branches: ['develop'] })
})

afterAll(async () => {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** `refuse`: the connection fails with it; `reject`: a promise that nobody awaits; `throw`: a callback that nobody guards. */
const crashes = [
  ['triage', 'refuse'],
  ['triage', 'reject'],
  ['triage', 'throw'],
  ['autofix', 'refuse'],
  ['autofix', 'reject'],
  ['publish', 'throw']
] as const

describe('an error that carries every secret', () => {
  it.each(crashes)('%s: %s', async (mode, way) => {
    const event = { action: 'error-autofix', client_payload: fixRequest() }
    const place = join(folder, `${mode}-${way}`)
    const preloads = [fileURLToPath(new URL('crash.cjs', import.meta.url))]
    const step = recorded(
      {
        event,
        eventName: mode === 'triage' ? 'workflow_dispatch' : 'repository_dispatch',
        env: { ...jobEnvironment, CRASH: way },
        inputs: {
          ...allSecretInputs,
          mode,
          ...(mode === 'triage' ? { 'issue-id': fixRequest().issue_id } : {}),
          // The kill switch ends a fix job early, where it comes that far.
          'autofix-enabled': 'false'
        }
      },
      { folder: place, tracer: '', preloads }
    )
    const { result, texts } = readRecording(place, await stage.triage(step), [])
    const found = texts.filter(({ where, text }) => where !== 'mask' && search(text).length > 0)
    expect(found.map(({ where }) => where)).toEqual([])
    expect(result.exitCode).toBe(1)
    expect(result.stderr).toBe('')
    expect(result.stdout).toMatch(/^::error/m)
    expect(result.summary).not.toBe('')
  })
})
