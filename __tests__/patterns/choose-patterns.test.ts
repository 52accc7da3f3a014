import { describe, expect, it } from '@jest/globals'
import { runIn, savedIssue } from './tried.js'

const USUAL = '.github/datadog-autofix.yml'
const list = '[{ name: a, match: { services: [checkout] }, tier: ignore, reason: x, owner: checkout }]'
const teams = 'jira: { project: PPL }\nownership: { teams: { checkout: {} } }\n'

async function told(files: Readonly<Record<string, unknown>>, ...args: readonly string[]): Promise<string> {
  const { text, problem } = await runIn(
    { 'issue.json': savedIssue(1), ...files },
    'test',
    'issue.json',
    ...args
  )
  return text + problem
}

describe('the patterns are those of', () => {
  it('the policy in its usual place', async () => {
    expect(await told({ [USUAL]: `${teams}patterns: ${list}\n` })).toContain(
      `Patterns:  ${USUAL}, 1 pattern;`
    )
  })

  it('the file that the policy names, beside it', async () => {
    const files = {
      [USUAL]: `${teams}patterns-file: known.yml\n`,
      '.github/known.yml': `patterns: ${list}\n`
    }
    expect(await told(files)).toContain('Patterns:  .github/known.yml, 1 pattern;')
  })

  it('the file that is named, whatever lies in the usual place', async () => {
    const files = { [USUAL]: 'no policy', 'known.yml': `patterns: ${list}\n` }
    expect(await told(files, '--policy', 'known.yml')).toContain('Patterns:  known.yml, 1 pattern;')
  })
})

describe('a problem ends the command, and is told with its place', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['no policy', {}, `${USUAL} does not exist; write the path of a policy file`],
    [
      'a policy without patterns',
      { [USUAL]: teams },
      `${USUAL} holds no pattern; write a list under "patterns"`
    ],
    [
      'a file that is not there',
      { [USUAL]: `${teams}patterns-file: known.yml\n` },
      '.github/known.yml does not exist'
    ],
    [
      'a file outside the folder',
      { [USUAL]: `${teams}patterns-file: ../known.yml\n` },
      `${USUAL} line 3: patterns-file is "../known.yml"; write the path of a YAML file`
    ],
    [
      'patterns in two places',
      { [USUAL]: `${teams}patterns-file: known.yml\npatterns: ${list}\n` },
      `${USUAL} line 3: patterns-file is written beside patterns; write all patterns in one of the two.`
    ],
    [
      'an owner that the policy does not know',
      { [USUAL]: `jira: { project: PPL }\npatterns: ${list}\n` },
      `${USUAL} line 2: patterns[0].owner names the team "checkout", which ownership.teams lacks.`
    ],
    [
      'an owner in the file beside it',
      {
        [USUAL]: 'jira: { project: PPL }\npatterns-file: known.yml\n',
        '.github/known.yml': `patterns: ${list}\n`
      },
      '.github/known.yml line 1: patterns[0].owner names the team "checkout", which ownership.teams lacks.'
    ],
    [
      'a pattern with a typing error',
      { [USUAL]: `${teams}patterns: [{ name: a, match: { services: [x] }, teir: ignore, reason: x }]\n` },
      `${USUAL} line 3: unknown key "patterns[0].teir". Did you mean "tier"?`
    ],
    ['no YAML', { [USUAL]: 'patterns: [' }, `${USUAL} line 1: `]
  ])('%s', async (_, files, problem) => {
    const result = await runIn({ 'issue.json': savedIssue(1), ...files }, 'test', 'issue.json')
    expect(result).toMatchObject({ exitCode: 1, text: '' })
    expect(result.problem).toContain(problem)
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{ "data": ', 'issue.json line 1'],
    ['nothing', '', 'issue.json is empty'],
    ['an empty list', [], 'issue.json is an empty list; save issues into it.'],
    ['a list with something else', [savedIssue(1), { data: [] }], 'issue.json[1] holds a list'],
    [
      'a report that is not whole',
      { mode: 'triage', records: [{ issueId: 'x' }] },
      'issue.json: records[0].service is missing or unreadable'
    ]
  ])('issues: %s', async (_, content, problem) => {
    const result = await runIn(
      { 'issue.json': content, [USUAL]: `${teams}patterns: ${list}\n` },
      'test',
      'issue.json'
    )
    expect(result).toMatchObject({ exitCode: 1, text: '' })
    expect(result.problem).toContain(problem)
  })

  it.each<[readonly string[], string]>([
    [[], 'Nothing is asked for; write test <issues.json>.'],
    [['check'], '"check" is not known; write test <issues.json>.'],
    [['test'], 'No file is named; write it behind test.'],
    [['test', 'a', 'b'], 'Several files are named; write one: a, b'],
    [['test', 'a', '--now', 'soon'], '--now is "soon"; write a time'],
    [['test', 'a', '--confg', 'x'], '--confg'],
    [['test', 'nix.json'], 'nix.json does not exist; write the path of saved issues, or of a report.']
  ])('arguments: %j', async (args, problem) => {
    const result = await runIn({}, ...args)
    expect(result).toMatchObject({ exitCode: 1, text: '' })
    expect(result.problem).toContain(problem)
  })

  it('and the help says how to ask', async () => {
    expect(await runIn({}, '--help')).toMatchObject({
      exitCode: 0,
      problem: '',
      text: expect.stringContaining('npm run patterns -- test <issues.json>')
    })
  })
})
