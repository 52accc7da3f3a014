import { describe, expect, it } from '@jest/globals'
import { given } from '../../src/check-up/answer.js'
import { judgeAgent, type AgentFacts } from '../../src/check-up/judge-agent.js'
import { known, unknown } from '../../src/flow/issue/known.js'
import { requestOf } from './policy-of.js'

const well: AgentFacts = {
  keyGiven: true,
  missingVariables: [],
  program: given({ path: '/bin/claude', unknownOptions: [] }),
  sandbox: known('user namespaces: no network'),
  projects: known({
    found: [{ name: 'web', folder: 'web', verify: 'npm test', testFiles: 'npx jest {files}' }],
    uncovered: []
  }),
  missingPrograms: []
}

function linesOf(change: Partial<AgentFacts>, policy = 'autofix: { base: develop }'): readonly string[] {
  return judgeAgent({ ...well, ...change }, requestOf(policy))
    .filter(({ status }) => status !== 'ok')
    .map(({ id, status, found, mend = '' }) => `${status} ${id}: ${found} -> ${mend}`)
}

describe('the check-up of agent and tests', () => {
  it('is well when all is there', () => {
    const checks = judgeAgent(well, requestOf('autofix: { base: develop }'))
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'agent-configured ok',
      'agent-key ok',
      'agent-program ok',
      'agent-options ok',
      'agent-ceilings ok',
      'agent-sandbox ok',
      'agent-tests ok',
      'agent-tools ok'
    ])
    expect(checks[6]?.found).toBe('web: "npm test"; some files by "npx jest {files}".')
  })

  it('is one line where nothing is fixed, or the policy cannot be read', () => {
    expect(judgeAgent(undefined, requestOf('')).map(({ status }) => status)).toEqual(['ok'])
    expect(judgeAgent(undefined, requestOf()).map(({ status }) => status)).toEqual(['warning'])
  })

  it('misses the key, unless another provider is configured', () => {
    expect(linesOf({ keyGiven: false })).toEqual([
      expect.stringMatching(/^warning agent-key: .*secrets\.ANTHROPIC_API_KEY/)
    ])
    const bedrock =
      'autofix: { base: develop, agent: { environment: [CLAUDE_CODE_USE_BEDROCK, AWS_REGION] } }'
    expect(linesOf({ keyGiven: false }, bedrock)).toEqual([])
    expect(linesOf({ keyGiven: false, missingVariables: ['AWS_REGION'] }, bedrock)).toEqual([
      expect.stringMatching(/^warning agent-key: .*AWS_REGION.*under "env:"/)
    ])
  })

  it('fails for a program that is missing or another one, and for options that it lacks', () => {
    const why = 'The agent\'s program "claude" is not on the PATH. Install it.'
    expect(linesOf({ program: { kind: 'refused', status: undefined, why } })).toEqual([
      expect.stringContaining(`failed agent-program: ${why}`)
    ])
    expect(linesOf({ program: given({ path: '/bin/claude', unknownOptions: ['--restricted'] }) })).toEqual([
      expect.stringMatching(/^failed agent-options: Its help lacks --restricted/)
    ])
  })

  it('fails for ceilings that no attempt fits under', () => {
    expect(linesOf({}, 'autofix: { base: develop, budget: { run: 5, day: 2, month: 4 } }')).toEqual([
      expect.stringMatching(/^failed agent-ceilings: autofix\.budget\.day \(\$2\) is less than .*at least 5/),
      expect.stringMatching(/^failed agent-ceilings: autofix\.budget\.month/)
    ])
  })

  it('says what a machine without a sandbox means under each setting', () => {
    const without = { sandbox: unknown('unshare is not permitted') }
    expect(linesOf(without)).toEqual([
      expect.stringMatching(/^warning agent-sandbox: .*unshare is not permitted/)
    ])
    expect(linesOf(without, 'autofix: { base: develop, verify: { sandbox: required } }')).toEqual([
      expect.stringMatching(/^failed agent-sandbox: .*nothing is proven here/)
    ])
    expect(linesOf({}, "autofix: { base: develop, verify: { sandbox: 'off' } }")).toEqual([
      expect.stringMatching(/^warning agent-sandbox: .*is off/)
    ])
  })

  it('names folders of which nothing tells how they are tested, and missing programs', () => {
    const projects = known({ found: [], uncovered: [{ folder: 'tools', files: 12 }] })
    expect(linesOf({ projects, missingPrograms: ['go'] })).toEqual([
      expect.stringMatching(/^warning agent-tests: tools has 12 source files.*autofix\.verify\.projects/),
      expect.stringMatching(/^warning agent-tools: "go" is not on the PATH/)
    ])
  })

  it('warns when no manifest tells anything, and when there is no checkout', () => {
    expect(linesOf({ projects: known({ found: [], uncovered: [] }) })).toEqual([
      expect.stringMatching(/^warning agent-tests: No manifest/)
    ])
    expect(linesOf({ projects: unknown('the repository is not checked out in this job') })).toEqual([
      expect.stringMatching(/^warning agent-tests: Not checked: .*actions\/checkout/)
    ])
  })

  it('shows twenty folders at most', () => {
    const uncovered = Array.from({ length: 30 }, (_, index) => ({ folder: `f${index}`, files: 1 }))
    const lines = linesOf({ projects: known({ found: [], uncovered }) })
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toContain('10 more folders')
  })
})
