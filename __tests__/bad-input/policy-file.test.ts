import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Stage } from '../../services/stage.js'
import {
  annotationsOf,
  expectTold,
  openShop,
  POLICY_PATH,
  shopWith,
  type PolicyChange
} from './bad-input-stage.js'

const given = { 'issue-id': '4b1f3a52-e58f-11f1-8a28-da7ad0900002' }

describe('a policy file that cannot be used', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openShop()
  })
  afterAll(() => stage.stop())

  async function policy(text: string): Promise<{ commit: string }> {
    return { commit: await stage.github.seedFiles({ [POLICY_PATH]: text }) }
  }
  const changed = (...changes: readonly PolicyChange[]): string => shopWith(...changes)[POLICY_PATH] ?? ''

  it('a misspelt key is told with its line and the key that was meant', async () => {
    const step = await policy(changed(['affected-users: 2', 'afected-users: 2']))
    const result = await stage.triage({ ...step, inputs: given })
    expectTold(result, 'line 6', 'unknown key "rubric.afected-users"', 'affected-users')
    expect(annotationsOf(result, 'error')).toMatch(/Did you mean "?affected-users"?/)
  })

  it('a number that cannot be read is told with its line and what to write', async () => {
    const step = await policy(changed(['affected-users: 2', 'affected-users: 2 users']))
    const result = await stage.triage({ ...step, inputs: given })
    expectTold(result, 'line 6', 'rubric.affected-users is "2 users"', 'write a number')
  })

  it('a file that is no YAML is told with its line', async () => {
    const step = await policy('version: 1\njira:\n  project: [PPL\n')
    expectTold(await stage.triage({ ...step, inputs: given }), `${POLICY_PATH}@`, 'line 4')
  })

  it('a file that is not there is told with where it was looked for, and what to put there', async () => {
    const result = await stage.triage({ inputs: { ...given, config: '.github/autofix.yml' } })
    expectTold(
      result,
      'Input "config" is ".github/autofix.yml", and there is no such file',
      `at commit ${stage.commit}`,
      'jira:\n  project: PPL'
    )
  })

  it('a file of another repository that the token may not read is told with what the token needs', async () => {
    const shared = await stage.github.addRepository('acme/policies', { readers: ['somebody-else'] })
    await shared.seedFiles({ 'autofix.yml': changed() })
    const result = await stage.triage({ inputs: { ...given, config: 'acme/policies/autofix.yml@main' } })
    expectTold(
      result,
      'acme/policies/autofix.yml@main',
      'the input "github-token" may not read it',
      'a token with "contents: read" there'
    )
  })

  it('a path that leads out of the repository is refused', async () => {
    const result = await stage.triage({ inputs: { ...given, config: '../../etc/passwd' } })
    expectTold(result, 'Input "config" is "../../etc/passwd"', 'write a path below the top of the repository')
    expect(result.summary).not.toContain('root:')
  })
})
