import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { findJsonFault } from '../../explain/json-position.js'
import { example, explainIn, explainSaved, makeFolder, sectionOf } from './saved.js'

const bare = example('bare-issue')

function without(field: string): unknown {
  const { [field]: _, ...attributes } = bare.data.attributes
  return { data: { ...bare.data, attributes } }
}

describe('a file that cannot be explained', () => {
  it.each([
    ['an empty file', '  \n', 'saved.json is empty'],
    ['a comma too many', '{\n  "data": {},\n}', 'saved.json line 3 column 1: the file is not JSON'],
    ['a word', '{\n  "data": hello }', 'saved.json line 2 column 11: the file is not JSON'],
    [
      'half a reply',
      '{\n  "data": { "id": "3f9',
      'saved.json line 2 column 23: the file ends before its JSON does'
    ],
    ['a web page', '<!doctype html>', 'It looks like a web page'],
    ['a list', '[]', 'holds a list and no issue'],
    ['another object', { name: 'x', scripts: {} }, 'its keys are "name", "scripts"'],
    ['a refusal', { errors: ['Forbidden'] }, 'a refusal of Datadog'],
    ['a search', { data: [] }, 'holds a list, as a search gives it'],
    ['a report of the action', { schema: 1, mode: 'triage', records: [] }, 'is a report of this action'],
    ['a reply without a state', without('state'), '"issue" is not the reply of an issue'],
    ['a reply without a state', without('state'), 'data.attributes.state is missing or unreadable'],
    ['an id that is none', { data: { ...bare.data, id: 'x' } }, 'the id of the issue is no UUID'],
    ['a misspelt key', { issue: bare, event: {} }, 'unknown key "event". Did you mean "events"?'],
    [
      'a refusal beside the issue',
      { issue: bare, events: { errors: ['Forbidden'] } },
      '"events" is a refusal of Datadog'
    ],
    [
      'a trend that is none',
      { issue: bare, trend: { data: 3 } },
      '"trend" is not the reply of an aggregation'
    ]
  ])('says what it is: %s', async (_, saved, problem) => {
    const told = await explainSaved(saved)
    expect(told).toMatchObject({ exitCode: 1, text: '' })
    expect(told.problem).toContain(problem)
  })

  it('has all its problems told at once', async () => {
    const { problem } = await explainSaved({ issue: without('state'), search: {}, events: { data: 1 } })
    expect(problem.match(/^- /gm)).toHaveLength(3)
  })

  it('does not have its text quoted, which may hold a key', async () => {
    const { problem } = await explainSaved('{"DD_API_KEY": 4f0cbb2a7d8e91356c20afbe74d1839c')
    expect(problem).not.toContain('cbb2a')
  })

  it('may not be there, or not be a file', async () => {
    const folder = makeFolder()
    expect((await explainIn(folder, 'gone.json')).problem).toContain('gone.json does not exist')
    expect((await explainIn(folder, '.')).problem).toContain('cannot be read')
  })
})

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a":1,}', 8],
    ['{"a" 1}', 6],
    ['[1 2]', 4],
    ['{"a":tru}', 9],
    ['nul', 4],
    ['"a\nb"', 3],
    ['{} x', 4],
    ['-', 2],
    ['{"a":"\\q"}', 8]
  ])('of %j is column %d of its line', (text, column) => {
    const lines = text.slice(0, column - 1).split('\n')
    expect(findJsonFault(text)).toMatchObject({
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1
    })
  })
})

describe('the command line', () => {
  it('tells every problem, and where to read on', async () => {
    const { exitCode, problem } = await explainIn(
      makeFolder(),
      'a',
      'b',
      '--now',
      'soon',
      '--site',
      'x.example'
    )
    expect(exitCode).toBe(1)
    for (const part of ['a, b', '--now is "soon"', '--site is "x.example"', '--help']) {
      expect(problem).toContain(part)
    }
  })

  it.each([
    [['--frob'], "Unknown option '--frob'"],
    [[], 'No file is named']
  ])('is refused: %j', async (args, problem) => {
    expect((await explainIn(makeFolder(), ...args)).problem).toContain(problem)
  })

  it('tells its options', async () => {
    const { exitCode, text } = await explainIn(makeFolder(), '--help')
    expect(exitCode).toBe(0)
    for (const option of ['--policy', '--repository', '--now', '--env', '--site', '--json']) {
      expect(text).toContain(option)
    }
  })

  it('names the line of a policy that is wrong, as the action does', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'issue.json'), JSON.stringify(bare))
    writeFileSync(join(folder, 'policy.yml'), 'jira:\n  project: ppl\nrubrik: {}\n')
    const { exitCode, problem } = await explainIn(folder, 'issue.json', '--policy', 'policy.yml')
    expect(exitCode).toBe(1)
    expect(problem).toContain('policy.yml line 2: jira.project is "ppl"')
    expect(problem).toContain('policy.yml line 3: unknown key "rubrik". Did you mean "rubric"?')
  })

  it('names a policy that is not there, and a checkout that is none', async () => {
    expect((await explainSaved(bare, '--policy', 'none.yml')).problem).toContain('none.yml cannot be read')
    const { problem } = await explainSaved(bare, '--repository', makeFolder())
    expect(problem).toContain('is not the top folder of a git repository')
  })

  it('takes the policy from its usual place', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'issue.json'), JSON.stringify(bare))
    mkdirSync(join(folder, '.github'))
    writeFileSync(join(folder, '.github/datadog-autofix.yml'), 'jira: { project: OWN }\n')
    const told = await explainIn(folder, 'issue.json')
    expect(told.text).toContain('project:  OWN')
    expect(sectionOf(told, 'ISSUE -> DECISION -> TICKET').join('\n')).toContain(join(folder, '.github'))
  })
})
