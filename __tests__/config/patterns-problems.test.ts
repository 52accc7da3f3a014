import { describe, expect, it } from '@jest/globals'
import { file, MATCH, NAME, problemsOf } from './patterns-text.js'

describe('a problem is told with its line, what was seen and what to write', () => {
  it.each<[string, readonly string[], string]>([
    [
      'an expression that RE2 does not take',
      ['match:', '  message: "(?=a)b"'],
      'line 6: patterns[0].match.message is "(?=a)b"; write RE2 syntax, without look-around'
    ],
    [
      'an expression without an end',
      ['match:', '  message: "(a"'],
      'line 6: patterns[0].match.message is "(a"'
    ],
    ['no key', ['match: {}'], 'line 5: patterns[0].match is a map of keys; write what tells these errors'],
    [
      'an empty list',
      ['match: { types: [] }'],
      'line 5: patterns[0].match.types is a list; write at least one'
    ],
    [
      'a key with a typing error',
      ['match:', '  service: [shop]'],
      'line 6: unknown key "patterns[0].match.service". Did you mean "services"?'
    ],
    [
      'a day that does not exist',
      [MATCH, 'expires: 2026-02-30'],
      'line 6: patterns[0].expires is "2026-02-30"; write a day that exists, such as 2026-12-31.'
    ],
    ['a time', [MATCH, 'expires: 2026-02-03T10:00:00Z'], 'write a day that exists'],
    [
      'a workflow in a folder',
      [MATCH, 'handler: { workflow: ../restart.yml }'],
      'line 6: patterns[0].handler.workflow is "../restart.yml"; write the name of a file in .github/workflows'
    ],
    ['a file that is no workflow', [MATCH, 'handler: { workflow: restart.sh }'], 'write the name of a file'],
    [
      'a fact that handlers are not told',
      [MATCH, 'handler: { workflow: a.yml, inputs: { x: { fact: message } } }'],
      'line 6: patterns[0].handler.inputs.x is a map of keys; write { fact: <name> } with one of issue-id,'
    ],
    [
      'an input with two sources',
      [MATCH, 'handler: { workflow: a.yml, inputs: { x: { fact: service, text: y } } }'],
      'write { fact: <name> }'
    ],
    [
      'a name that no input has',
      [MATCH, 'handler: { workflow: a.yml, inputs: { "x y": { fact: service } } }'],
      'write the name of an input of the workflow'
    ],
    [
      'a text of two lines',
      [MATCH, 'handler: { workflow: a.yml, inputs: { x: { text: "a\\nb" } } }'],
      'write one line of up to 200 characters'
    ],
    ['no cooldown', [MATCH, 'handler: { workflow: a.yml, cooldown: 0h }'], 'longer than 0'],
    [
      'minutes that are not counted',
      [MATCH, 'escalate-after: { events: 5, in: 30m }'],
      'line 6: patterns[0].escalate-after.in is "30m"; write whole hours or days up to 28d'
    ],
    ['more days than are counted', [MATCH, 'escalate-after: { events: 5, in: 29d }'], 'up to 28d'],
    [
      'a team with a typing error',
      [MATCH, 'owner: paymants'],
      'line 6: patterns[0].owner names the team "paymants", which ownership.teams lacks. Did you mean "payments"?'
    ],
    [
      'a path that is taken back',
      ['match: { files: ["!src/a.ts"] }'],
      'patterns[0].match.files[0] is "!src/a.ts"; write a path such as'
    ]
  ])('%s', (_, lines, problem) => {
    expect(problemsOf(file(...lines))).toEqual([expect.stringContaining(problem)])
  })

  it.each([
    ['services: ["*"]'],
    ['services: ["*"], types: ["**"]'],
    ['message: ".*"'],
    ['message: "."'],
    ['message: "(?s)^.+$"'],
    ['message: "x*"'],
    ['files: ["**"]'],
    ['platforms: [ANDROID, BACKEND, BROWSER, FLUTTER, IOS, REACT_NATIVE, ROKU, UNKNOWN]']
  ])('a match that fits everything: %s', (match) => {
    expect(problemsOf(file(`match: { ${match} }`))).toEqual([
      expect.stringContaining('* alone fits everything')
    ])
  })

  it.each([
    ['services: ["*"], types: [A]'],
    ['services: ["a*"]'],
    ['message: "^$"'],
    ['message: "^.{1,20}$"'],
    ['message: "[^a-z]"'],
    ['files: ["**/*.dart"]'],
    ['platforms: [IOS]']
  ])('and not one that leaves something out: %s', (match) => {
    expect(problemsOf(file(`match: { ${match} }`))).toEqual([])
  })

  it('all of them together, with those that span patterns', () => {
    const text = `patterns:
  - { name: twice, match: { services: [a] }, tier: digest, reason: x }
  - { name: other, match: { services: [b] }, tier: urgent, reason: x }
  - name: twice
    match: { services: [c] }
    tier: escalate
    escalate-after: { events: 5, in: 1h }
    owner: nobody
`
    expect(problemsOf(text)).toEqual([
      `${NAME} line 3: patterns[1].tier is "urgent"; write "ignore" or "digest" or "ticket" or "escalate".`,
      expect.stringContaining(`${NAME} line 4: patterns[2].reason is missing; write why this is known`),
      `${NAME} line 4: patterns[2].name is "twice", as on line 2; write another name.`,
      `${NAME} line 8: patterns[2].owner names the team "nobody", which ownership.teams lacks. Teams there: checkout, payments.`,
      `${NAME} line 7: patterns[2].escalate-after raises a tier that is escalate already; write another tier, or remove the line.`
    ])
  })
})
