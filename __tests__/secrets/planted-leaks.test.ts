import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStage, type Stage } from '../../services/stage.js'
import { allSecretInputs, jobEnvironment, watched } from './credentials.js'
import { createSearch } from './encodings.js'
import { readRecording, recorded, type Recording } from './recording.js'
import { kindOf } from './started-process.js'

/* The search over a real run, with leaks planted into the action's process (leaks.cjs): it has to name each of them. */

const search = createSearch(watched)
const folder = mkdtempSync(join(tmpdir(), 'planted-'))
let stage: Stage
let recording: Recording

beforeAll(async () => {
  stage = await openStage({ files: { 'README.md': '# shop\n' } })
  const preloads = [fileURLToPath(new URL('leaks.cjs', import.meta.url))]
  const place = join(folder, 'recording')
  const inputs = { ...allSecretInputs, lookback: 'for ever' }
  const step = recorded({ inputs, env: jobEnvironment }, { folder: place, tracer: '', preloads })
  recording = readRecording(place, await stage.triage(step), stage.github.service.requests)
})

afterAll(async () => {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a planted leak is found', () => {
  it.each([
    ['app token', 'env GIT_TOKEN of git'],
    ['workflow token', 'argv of git'],
    ['Jira token', 'stdin of a process of no known kind'],
    ['Datadog API key', 'stderr'],
    ['Datadog application key', /^change of the file system by write/],
    ['model key', /^file gone-\w+\/removed$/],
    ['Jira token', /^file gone-\w+\/link$/],
    ['NPM_TOKEN', 'file system-tmp/stays'],
    ['GITHUB_TOKEN', /^file runner-\w+\/temp\/note$/]
  ] as const)('%s in %s', (name, place) => {
    const found = recording.texts.filter(({ text }) => search(text).some((each) => each.name === name))
    const places = found.map(({ where }) => where)
    expect(
      places.filter((where) => (typeof place === 'string' ? where === place : place.test(where)))
    ).not.toEqual([])
  })

  it('and so are a process of no kind, variables that are not for it, and a connection elsewhere', () => {
    const unknown = recording.processes.filter((each) => kindOf(each) === undefined)
    expect(unknown.map(({ file }) => file)).toEqual(['cat'])
    const whole = recording.processes.find(({ argv }) => argv.includes('-c'))
    expect(Object.keys(whole?.env ?? {})).toContain('INPUT_APP-TOKEN')
    expect(recording.connections).toContain('127.0.0.1:9')
  })
})
