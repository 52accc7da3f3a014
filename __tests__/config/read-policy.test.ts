import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../src/config/read-policy.js'

const NAME = '.github/datadog-autofix.yml'

function problemsOf(text: string): readonly string[] {
  const result = readPolicy(NAME, text)
  return result.ok ? [] : result.problems
}

/** The lines of a file, below the one setting that every file needs. */
function file(...lines: readonly string[]): string {
  return ['jira: { project: PPL }', ...lines].join('\n')
}

describe('a problem is told with its line, what was seen and what to write', () => {
  it.each<[string, string, string]>([
    [
      'a key with a typing error',
      file('rubric:', '  ticket-att: 4'),
      'line 3: unknown key "rubric.ticket-att". Did you mean "ticket-at"?'
    ],
    [
      'a section with a typing error',
      file('rubrik:', '  a: 1'),
      'line 2: unknown key "rubrik". Did you mean "rubric"?'
    ],
    [
      'a key of another place',
      file('limits:', '  acknowledge: true'),
      'line 3: unknown key "limits.acknowledge". Known keys here: new-tickets-per-run, issues-per-run, concurrency.'
    ],
    [
      'a key of a team',
      file('ownership:', '  teams:', '    web:', '      githb: ["@acme/web"]'),
      'line 5: unknown key "ownership.teams.web.githb". Did you mean "github"?'
    ],
    [
      'a key of a list entry',
      file('privacy:', '  redact:', '    - name: a', '      pattern: b', '      patern: c'),
      'line 6: unknown key "privacy.redact[0].patern". Did you mean "pattern"?'
    ],
    [
      'words for a number',
      file('rubric:', '  ticket-at: five'),
      'line 3: rubric.ticket-at is "five"; write a number.'
    ],
    ['no number', file('rubric:', '  ticket-at: .nan'), 'line 3: rubric.ticket-at is NaN; write a number.'],
    [
      'a fraction',
      file('limits:', '  concurrency: 1.5'),
      'line 3: limits.concurrency is 1.5; write a whole number.'
    ],
    ['too little', file('limits:', '  concurrency: 0'), 'line 3: limits.concurrency is 0; write at least 1.'],
    [
      'too much',
      file('limits:', '  issues-per-run: 1001'),
      'line 3: limits.issues-per-run is 1001; write at most 1000.'
    ],
    [
      'the lower end itself',
      file('autofix:', '  budget: { run: 0 }'),
      'line 3: autofix.budget.run is 0; write more than 0.'
    ],
    [
      'a key of an earlier version',
      file('rubric:', '  rising: { alpha: 0.01 }'),
      'line 3: rubric.rising is no longer a key: whether errors rise is judged on four weeks of counts. Remove it; how sure it has to be stands under evidence.'
    ],
    ['text for a list', file('rubric: { disqualify: x }'), 'line 2: rubric.disqualify is "x"; write a list.'],
    ['a list for keys', file('rubric: [1]'), 'line 2: rubric is a list; write keys with values under it.'],
    [
      'keys for text',
      'jira:\n  project: PPL\n  issue-type: { name: Bug }',
      'line 3: jira.issue-type is a map of keys; write text, in quotes.'
    ],
    [
      'yes for true',
      file('datadog:', '  acknowledge: yes'),
      'line 3: datadog.acknowledge is "yes"; write true or false.'
    ],
    ['another word', file('on-error: explode'), 'line 2: on-error is "explode"; write "fail" or "warn".'],
    ['a later version', file('version: 2'), 'line 2: version is 2; write 1.'],
    [
      'a section with nothing in it',
      file('rubric:'),
      'line 2: rubric is empty; write keys with values under it, or remove the line.'
    ],
    [
      'a value with nothing in it',
      file('rubric:', '  ticket-at:'),
      'line 3: rubric.ticket-at is empty; write a number, or remove the line.'
    ],
    [
      'empty text',
      'jira:\n  project: PPL\n  issue-type: ""',
      'line 3: jira.issue-type is ""; write text that is not empty.'
    ],
    [
      'a project in small letters',
      'jira:\n  project: ppl',
      'line 2: jira.project is "ppl"; write the project key in capitals, such as PPL.'
    ],
    [
      'a project that is a number',
      'jira: { project: 12 }',
      'line 1: jira.project is 12; write the project key in capitals, such as PPL.'
    ],
    [
      'a label with a blank',
      'jira:\n  project: PPL\n  labels:\n    - good\n    - not good',
      'line 5: jira.labels[1] is "not good"; write a label without spaces.'
    ],
    [
      'a field by its name',
      'jira: { project: PPL, team-field: Team }',
      'line 1: jira.team-field is "Team"; write the id of the field, such as customfield_10001.'
    ],
    [
      'a duration without a unit',
      file('rubric: { recent: 24 }'),
      'line 2: rubric.recent is 24; write a duration such as 90m, 24h or 14d.'
    ],
    [
      'a duration in weeks',
      file('rubric: { recent: 2w }'),
      'line 2: rubric.recent is "2w"; write a duration such as 90m, 24h or 14d.'
    ],
    [
      'a window of nothing',
      file('datadog: { trend-window: 0h }'),
      'line 2: datadog.trend-window is "0h"; write a duration such as 90m, 24h or 14d, longer than 0.'
    ],
    [
      'the name of a monitor',
      file('rubric:', '  high-impact-monitors:', '    - 12', '    - checkout'),
      'line 5: rubric.high-impact-monitors[1] is "checkout"; write the id of a monitor, such as 1234567.'
    ],
    [
      'keys for a monitor',
      file('rubric: { high-impact-monitors: [{ id: 1 }] }'),
      'line 2: rubric.high-impact-monitors[0] is a map of keys; write the id of a monitor, such as 1234567.'
    ],
    [
      'an owner without @',
      file('ownership: { teams: { web: { github: [web] } } }'),
      'line 2: ownership.teams.web.github[0] is "web"; write owners as CODEOWNERS does: @org/team, @user or an e-mail.'
    ],
    [
      'a class that does not exist',
      file('autofix: { classes: [rewrite] }'),
      'line 2: autofix.classes[0] is "rewrite"; write "null-safety-guard" or "missing-field-default" or "bounds-guard" or "parse-guard" or "dependency-bump".'
    ],
    [
      'a name with blanks',
      file('privacy: { redact: [{ name: My Pattern, pattern: x }] }'),
      'line 2: privacy.redact[0].name is "My Pattern"; write a name of small letters, digits and hyphens, up to 40.'
    ],
    [
      'a pattern that is missing',
      file('privacy:', '  redact:', '    - name: a'),
      'line 4: privacy.redact[0].pattern is missing; write text, in quotes.'
    ],
    ['text instead of keys', 'hello', 'line 1: the file is "hello"; write keys with values under it.'],
    ['a list instead of keys', '- a\n- b', 'line 1: the file is a list; write keys with values under it.'],
    ['no anchor', file('limits: *all'), 'line 2: no anchor &all stands before *all; write one.']
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([`${NAME} ${expected}`])
  })

  it('long values are cut', () => {
    const [problem] = problemsOf(file(`on-error: ${'x'.repeat(500)}`))
    expect(problem?.length).toBeLessThan(200)
    expect(problem).toContain('…; write "fail" or "warn"')
  })
})

describe('a file that is not there yet', () => {
  it.each(['', '# nothing but a comment', '---', '{}', 'jira:', 'jira: {}', 'version: 1'])('%j', (text) => {
    expect(problemsOf(text)).toEqual([
      `${NAME} line 1: jira.project is missing; write the project key in capitals, such as PPL.`
    ])
  })
})

describe('a file that is no YAML', () => {
  it.each<[string, string, RegExp]>([
    [
      'a list that is not closed',
      file('ownership:', '  default: [a'),
      /^\.github\/datadog-autofix\.yml line 3: .*flow/i
    ],
    ['a tab', file('limits:', '\tconcurrency: 1'), / line 3: Tabs are not allowed as indentation$/],
    ['a key twice', file('limits: {}', 'limits: {}'), / line 3: Map keys must be unique$/],
    ['two documents', file('---', 'a: 1'), / line 2: Source contains multiple documents/]
  ])('%s is told with its line', (_, text, expected) => {
    const problems = problemsOf(text)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems[0]).toMatch(expected)
  })
})
