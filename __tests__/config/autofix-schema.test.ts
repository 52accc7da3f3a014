import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../src/config/read-policy.js'

function problemsOf(autofix: unknown): string {
  const result = readPolicy('policy.yml', JSON.stringify({ jira: { project: 'PPL' }, autofix }))
  return result.ok ? '' : result.problems.join('\n')
}

describe('a branch for fixes', () => {
  it.each(['fix/{ticket}-{fingerprint}', '{fingerprint}/{ticket}', 'a.b/{ticket}_{fingerprint}'])(
    'may be %s',
    (branch) => {
      expect(problemsOf({ branch })).toBe('')
    }
  )

  it.each([
    'fix/{ticket}',
    'fix/{fingerprint}',
    '/{ticket}-{fingerprint}',
    '-{ticket}-{fingerprint}',
    '../{ticket}-{fingerprint}',
    'a//{ticket}-{fingerprint}',
    '{ticket}-{fingerprint}/',
    '{ticket}-{fingerprint}.lock',
    '{ticket}-{fingerprint}.',
    '{ticket}-{fingerprint}-{team}',
    '{ticket}-{fingerprint} x',
    '{ticket}-{fingerprint}:main'
  ])('may not be %s', (branch) => {
    expect(problemsOf({ branch })).toContain('write a branch name with {ticket} and {fingerprint} in it')
  })
})

describe('a base for fixes', () => {
  it.each(['develop', 'release/1.4'])('may be %s', (base) => {
    expect(problemsOf({ base })).toBe('')
  })

  it.each(['', '/main', '../main', 'a..b', 'main.lock', 'main ', 'main:x', 'main/'])(
    'may not be %j',
    (base) => {
      expect(problemsOf({ base })).toContain('write the name of a branch, such as develop')
    }
  )
})

describe('what is wrong in the section is named', () => {
  it.each<[string, unknown, RegExp]>([
    ['a version of words', { agent: { version: 'latest' } }, /agent\.version.*write a version such as/],
    ['a model with an option in it', { agent: { model: 'x --y' } }, /agent\.model.*write a model/],
    ['no turns', { agent: { turns: 0 } }, /agent\.turns/],
    ['a variable with a value', { agent: { environment: ['A=b'] } }, /name of an environment variable/],
    [
      'a token of the run',
      { agent: { environment: ['GITHUB_TOKEN'] } },
      /the agent never gets what belongs to the run/
    ],
    [
      'an address of the run',
      { agent: { environment: ['ACTIONS_RUNTIME_TOKEN'] } },
      /the agent never gets what belongs to the run/
    ],
    ['a confidence in per cent', { confidence: 70 }, /confidence/],
    ['a run that costs nothing', { budget: { run: 0 } }, /budget\.run/],
    ['a cooldown in words', { limits: { cooldown: 'two weeks' } }, /write a duration such as/],
    ['half an attempt', { limits: { 'attempts-per-day': 0.5 } }, /attempts-per-day/],
    ['a sandbox of another kind', { verify: { sandbox: 'docker' } }, /verify\.sandbox/],
    [
      'a folder outside',
      { verify: { projects: [{ paths: ['*'], folder: '../x' }] } },
      /write a folder of the repository/
    ],
    [
      'test files without a place for their paths',
      { verify: { projects: [{ paths: ['*'], 'test-files': 'npx jest' }] } },
      /write \{files\} where the paths of the test files go/
    ],
    ['a project without paths', { verify: { projects: [{ paths: [] }] } }, /projects/],
    ['a key that does not exist', { verify: { repeat: 3 } }, /repeat/],
    ['a limit that is too large', { change: { files: 1_000 } }, /change\.files/]
  ])('%s', (_, autofix, expected) => {
    expect(problemsOf(autofix)).toMatch(expected)
  })
})
