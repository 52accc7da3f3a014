import { describe, expect, it } from '@jest/globals'
import { readWorkflow } from '../../../src/adapters/github/examine-workflow-file.js'

const step = (publish: string): string =>
  `on: push\njobs: { fix: { steps: [{ uses: org/action@v1, with: { mode: autofix, publish: ${publish} } }] } }\n`

describe('a workflow file', () => {
  it.each([
    ['false', false],
    ["'false'", false],
    ['true', true],
    ['{ toString: 1 }', true],
    ['[]', true]
  ])('with publish: %s is read, whatever stands there', (publish, expected) => {
    expect(readWorkflow('w.yml', step(publish)).steps).toEqual([
      { uses: 'org/action@v1', mode: 'autofix', publishes: expected, inputs: ['mode', 'publish'] }
    ])
  })

  it.each([
    ['aliases without end', `a: &a [x, x]\nb: &b [${'*a, '.repeat(60)}]\nc: [${'*b, '.repeat(60)}]\n`],
    ['a list', '- a\n'],
    ['nothing', '']
  ])('of %s says why it is none', (_, text) => {
    expect(readWorkflow('w.yml', text)).toMatchObject({ problem: expect.any(String), steps: [], events: [] })
  })
})
