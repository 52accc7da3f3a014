import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../src/config/read-policy.js'

function read(diagnosis: string): ReturnType<typeof readPolicy> {
  return readPolicy('policy.yml', `jira: { project: PPL }\n${diagnosis}`)
}

describe('the diagnosis in the policy', () => {
  it('is off by default, with a small model and small ceilings', () => {
    expect(read('')).toMatchObject({
      ok: true,
      policy: {
        diagnosis: {
          enabled: false,
          model: 'haiku',
          confidence: 0.6,
          budget: { run: 0.05, day: 1 },
          minutes: 3,
          proposePatterns: true
        }
      }
    })
  })

  it('is what the file says', () => {
    expect(read('diagnosis: { enabled: true, budget: { day: 2 }, propose-patterns: false }')).toMatchObject({
      ok: true,
      policy: { diagnosis: { enabled: true, budget: { run: 0.05, day: 2 }, proposePatterns: false } }
    })
  })

  it.each([
    ['model: "haiku; rm"', 'write a model such as haiku'],
    ['confidence: 2', 'write at most 1'],
    ['budget: { run: 0 }', 'write more than 0'],
    ['tools: [Bash]', 'unknown key "diagnosis.tools"']
  ])('is refused with %s', (line, advice) => {
    const result = read(`diagnosis: { ${line} }`)
    expect(result.ok ? [] : result.problems).toEqual([expect.stringContaining(advice)])
  })
})
