import { describe, expect, it } from '@jest/globals'
import {
  certificateSchema,
  checkCertificate,
  proofStepSchema,
  type CertificateFacts
} from '../../../src/flow/proof/certificate.js'
import type { Certificate, ProofRole, ProofStep } from '../../../src/flow/proof/proof-run.js'

const BASE = 'a'.repeat(40)
const TREE = 'b'.repeat(40)

const expectations = {
  'set-up': 'pass',
  red: 'fail',
  green: 'pass',
  suite: 'no-worse',
  'suite-on-base': 'no-worse',
  'red-again': 'fail'
} as const

/** A step that showed what it had to. */
function step(role: ProofRole, change: Partial<ProofStep> = {}): ProofStep {
  const expected = expectations[role]
  return {
    role,
    project: 'web',
    command: 'npm test',
    end: 'exited',
    exitCode: expected === 'fail' ? 1 : 0,
    durationMs: 900,
    digest: 'd'.repeat(64),
    outputBytes: 10,
    network: 'cut',
    leftBehind: 0,
    expected,
    asExpected: true,
    seen: 'as it had to be',
    ...change
  }
}

const steps = [step('set-up'), step('red'), step('green'), step('green'), step('suite'), step('red-again')]
const facts: CertificateFacts = {
  baseCommit: BASE,
  tree: TREE,
  changed: ['web/a.js', 'web/a.test.js'],
  repeats: 2,
  sandbox: 'required'
}

function certificate(change: Partial<Certificate> = {}): Certificate {
  return {
    schema: 1,
    baseCommit: BASE,
    tree: TREE,
    tests: ['web/a.test.js'],
    reportedReason: 'type TypeError',
    repeats: 2,
    steps,
    failedBefore: [],
    sandbox: 'bubblewrap',
    ...change
  }
}

/** The steps, one of them another. */
const replacing = (at: number, other: ProofStep): readonly ProofStep[] =>
  steps.map((each, index) => (index === at ? other : each))
const without = (role: ProofRole): readonly ProofStep[] => steps.filter((each) => each.role !== role)

function problems(change: Partial<Certificate>, of: Partial<CertificateFacts> = {}): readonly string[] {
  return checkCertificate(certificate(change), { ...facts, ...of })
}

describe('a certificate', () => {
  it('holds', () => {
    expect(problems({})).toEqual([])
  })

  it.each<[string, Partial<Certificate>, Partial<CertificateFacts>]>([
    ['more repeats than asked for', { repeats: 2 }, { repeats: 1 }],
    ['a set-up with the network', { steps: replacing(0, step('set-up', { network: 'open' })) }, {}],
    [
      'the network, where the sandbox is optional',
      { steps: replacing(2, step('green', { network: 'open' })) },
      { sandbox: 'auto' }
    ],
    [
      'the network, where the sandbox is off',
      { steps: replacing(2, step('green', { network: 'open' })) },
      { sandbox: 'off' }
    ],
    [
      'a suite that fails as it did',
      {
        steps: [...replacing(4, step('suite', { exitCode: 1 })), step('suite-on-base', { exitCode: 1 })],
        failedBefore: ['t1']
      },
      {}
    ],
    [
      'a project without tests of its own in the change',
      { steps: [...steps, step('suite', { project: 'api' })] },
      {}
    ],
    [
      'another test of the change, which passes on the base',
      {
        steps: [
          ...steps,
          step('red', { asExpected: false, exitCode: 0, project: 'api' }),
          step('green', { project: 'api' }),
          step('green', { project: 'api' }),
          step('suite', { project: 'api' })
        ]
      },
      {}
    ]
  ])('holds with %s', (_, change, of) => {
    expect(problems(change, of)).toEqual([])
  })

  it.each<[string, Partial<Certificate>, Partial<CertificateFacts>]>([
    [`it was made on ${BASE}, not on ${TREE}`, {}, { baseCommit: TREE }],
    [`it proves the tree ${TREE}, not ${BASE}`, {}, { tree: BASE }],
    ['its tests are not in the change: x.js, y.js', { tests: ['x.js', 'web/a.test.js', 'y.js'] }, {}],
    ['its tests were repeated 2 times, and the config asks for 3', {}, { repeats: 3 }],
    [
      'a command had the network, and verify.sandbox is "required"',
      { steps: replacing(2, step('green', { network: 'open' })) },
      {}
    ],
    [
      'green of web ("npm test") expects "fail" instead of "pass"',
      { steps: [...steps, step('green', { expected: 'fail' })] },
      {}
    ],
    [
      'set-up of web ("npm test") did not show what it had to: boom',
      { steps: replacing(0, step('set-up', { asExpected: false, seen: 'boom' })) },
      {}
    ],
    [
      'suite of web ("npm test") did not end by itself: time-limit',
      { steps: [...steps, step('suite', { end: 'time-limit' })] },
      {}
    ],
    [
      'green of web ("npm test") had to pass, and exited with 2',
      { steps: [...steps, step('green', { exitCode: 2 })] },
      {}
    ],
    [
      'green of web ("npm test") had to pass, and exited with no code',
      { steps: [...steps, step('green', { exitCode: undefined })] },
      {}
    ],
    [
      'red of web ("npm test") had to fail, and exited with 0',
      { steps: [...steps, step('red', { exitCode: 0 })] },
      {}
    ],
    ['no test fails on the base', { steps: without('red') }, {}],
    ['web: no test fails again with the change taken back', { steps: without('red-again') }, {}],
    ['web: the tests passed 1 times, and not 2', { steps: steps.filter((_, index) => index !== 2) }, {}],
    ['web: the suite was not run with the change', { steps: without('suite') }, {}],
    [
      'web: the suite was not run on the base',
      { steps: replacing(4, step('suite', { exitCode: 1 })), failedBefore: ['t1'] },
      {}
    ],
    [
      'web: the suite fails, and no test is named',
      { steps: [...replacing(4, step('suite', { exitCode: 1 })), step('suite-on-base')] },
      {}
    ]
  ])('is refused: %s', (problem, change, of) => {
    expect(problems(change, of)).toEqual([problem])
  })

  it('is judged project by project', () => {
    const api = steps.map((each) => ({ ...each, project: 'api' }))
    expect(problems({ steps: [...steps, ...api] })).toEqual([])
    expect(problems({ steps: [...steps, ...api.filter(({ role }) => role !== 'red-again')] })).toEqual([
      'api: no test fails again with the change taken back'
    ])
  })
})

describe('a certificate out of JSON', () => {
  const read = (change: object): boolean =>
    certificateSchema.safeParse(JSON.parse(JSON.stringify({ ...certificate(), ...change }))).success
  const readStep = (change: object): boolean =>
    proofStepSchema.safeParse(JSON.parse(JSON.stringify({ ...step('red'), ...change }))).success

  it('is what it was', () => {
    const killed = certificate({ steps: [step('suite', { end: 'killed', exitCode: undefined })] })
    expect(certificateSchema.parse(JSON.parse(JSON.stringify(killed)))).toEqual(killed)
    expect(read({ baseCommit: 'c'.repeat(64) })).toBe(true)
  })

  it.each([
    { schema: 2 },
    { more: 1 },
    { baseCommit: 'a'.repeat(39) },
    { baseCommit: `x${BASE}` },
    { baseCommit: `${BASE}\n` },
    { tree: 'A'.repeat(40) },
    { tests: [] },
    { tests: [''] },
    { reportedReason: '' },
    { repeats: 0 },
    { repeats: 1.5 },
    { repeats: 1001 },
    { steps: [] },
    { failedBefore: ['x'.repeat(20_001)] },
    { sandbox: '' }
  ])('is refused with %j', (change) => {
    expect(read(change)).toBe(false)
  })

  it.each([
    { role: 'blue' },
    { project: '' },
    { command: '' },
    { end: 'left' },
    { exitCode: 1.5 },
    { durationMs: -1 },
    { digest: `${'d'.repeat(64)}0` },
    { digest: `0${'d'.repeat(64)}` },
    { outputBytes: -1 },
    { network: 'slow' },
    { leftBehind: 0.5 },
    { expected: 'maybe' },
    { asExpected: 'yes' },
    { seen: 'x'.repeat(20_001) },
    { more: 1 }
  ])('a step is refused with %j', (change) => {
    expect(readStep(change)).toBe(false)
  })

  it.each(Object.keys(expectations))('a step may be %s', (role) => {
    expect(readStep({ role })).toBe(true)
  })

  it.each(['exited', 'time-limit', 'output-limit', 'killed'])('a step may end as %s', (end) => {
    expect(readStep({ end })).toBe(true)
  })
})
