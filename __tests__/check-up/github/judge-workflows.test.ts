import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { Check } from '../../../src/check-up/check.js'
import type { WorkflowFile } from '../../../src/check-up/github/facts.js'
import { AUTOFIX, CI, event, FIX, folder, lines, REFUSED, step, TRIAGE, workflow } from './judge-facts.js'

function triage(...files: readonly WorkflowFile[]): Check | undefined {
  return lines('github-triage-workflow', { workflows: folder('main', files) })[0]
}

describe('the triage workflow', () => {
  it('is found whatever its file is called, and with every type of repository_dispatch', () => {
    const open = workflow('x.yaml', { events: [event('repository_dispatch')], steps: [step('triage')] })
    expect(triage(open)).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('.github/workflows/x.yaml')
    })
  })

  it('that is missing fails with the example to copy', () => {
    expect(triage(CI)).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('No workflow on main listens'),
      mend: expect.stringContaining('examples/workflows/error-triage.yml')
    })
  })

  it('that is on the base alone is not seen by GitHub', () => {
    const fix = { ...FIX, workflows: folder('develop', [TRIAGE]) }
    const [line] = lines('github-triage-workflow', { workflows: folder('main', []), fix })
    expect(line).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('error-triage.yml is on develop, where GitHub does not look')
    })
  })

  it('may hide in a file that cannot be read', () => {
    expect(triage(workflow('odd.yml', { problem: 'bad indentation' }))?.found).toContain(
      'Not readable: .github/workflows/odd.yml'
    )
  })

  it('that listens without a step of triage fails; one that calls another workflow is doubtful', () => {
    const { events } = TRIAGE
    expect(triage(workflow('a.yml', { events }))).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('no step of it has "mode: triage"')
    })
    const calls = ['acme/ci/.github/workflows/triage.yml@v1']
    expect(triage(workflow('a.yml', { events, calls }))).toMatchObject({
      status: 'warning',
      found: expect.stringContaining(calls[0] ?? '')
    })
  })

  it('for another type of event does not count', () => {
    const other = { ...TRIAGE, events: [event('repository_dispatch', { types: ['deploy'] })] }
    expect(triage(other)?.status).toBe('failed')
  })

  it.each([
    ['on a schedule', event('schedule')],
    ['by hand', event('workflow_dispatch', { inputs: ['issue_id'] })]
  ])('that runs %s alone hears no alert', (_, started) => {
    expect(triage(workflow('sweep.yml', { events: [started], steps: [step('triage')] }))).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('no alert of Datadog starts it')
    })
  })

  it('that is switched off fails; what may not be known does not', () => {
    const disabledWorkflows = given([TRIAGE.path])
    expect(lines('github-triage-workflow', { disabledWorkflows })[0]).toMatchObject({
      status: 'failed',
      mend: expect.stringContaining('Enable workflow')
    })
    expect(lines('github-triage-workflow', { disabledWorkflows: REFUSED })[0]?.status).toBe('ok')
  })
})

describe('concurrency', () => {
  const grouped = (group: string, keepsWaiting = false): readonly Check[] =>
    lines('github-triage-concurrency', {
      workflows: folder('main', [{ ...TRIAGE, concurrency: [{ group, keepsWaiting }] }])
    })

  it.each(['error-triage', '${{ github.workflow }}-${{ github.ref }}'])('%s drops alerts', (group) => {
    expect(grouped(group)).toMatchObject([
      {
        status: 'warning',
        found: expect.stringContaining(group),
        mend: expect.stringContaining('examples/workflows/error-triage.yml')
      }
    ])
  })

  it('is fine by issue, with a queue, or where there is none', () => {
    expect(grouped('t-${{ github.event.client_payload.issue_id }}')[0]?.status).toBe('ok')
    expect(grouped('error-triage', true)[0]?.status).toBe('ok')
    const none = { ...TRIAGE, concurrency: [] }
    expect(lines('github-triage-concurrency', { workflows: folder('main', [none]) })[0]?.status).toBe('ok')
  })

  it('of another workflow is its own affair', () => {
    const ci = { ...CI, concurrency: [{ group: 'ci', keepsWaiting: false }] }
    expect(lines('github-triage-concurrency', { workflows: folder('main', [TRIAGE, ci]) })[0]?.status).toBe(
      'ok'
    )
  })
})

describe('the auto-fix workflow', () => {
  const autofix = (...files: readonly WorkflowFile[]): readonly Check[] =>
    lines('github-autofix-workflow', { workflows: folder('main', files) })

  it('fixes and publishes in one job or in two', () => {
    expect(autofix(TRIAGE, AUTOFIX)).toMatchObject([{ status: 'ok' }])
    expect(autofix({ ...AUTOFIX, steps: [step('autofix')] })).toMatchObject([{ status: 'ok' }])
  })

  it('that is missing fails with the example to copy', () => {
    expect(autofix(TRIAGE)).toMatchObject([
      { status: 'failed', mend: expect.stringContaining('examples/workflows/error-autofix.yml') }
    ])
  })

  it('that publishes nothing fails', () => {
    expect(autofix({ ...AUTOFIX, steps: [step('autofix', false)] })).toMatchObject([
      { status: 'failed', mend: expect.stringContaining('publish job') }
    ])
  })

  it('that does not pass the switch is off there', () => {
    const blind = { ...step('triage'), inputs: ['mode'] }
    expect(autofix({ ...TRIAGE, steps: [blind] }, AUTOFIX)).toMatchObject([
      {
        status: 'warning',
        found: expect.stringContaining('error-triage.yml does not pass "autofix-enabled" to "mode: triage"'),
        mend: expect.stringContaining('vars.AUTOFIX_ENABLED')
      }
    ])
  })

  it('that is switched off fails', () => {
    expect(lines('github-autofix-workflow', { disabledWorkflows: given([AUTOFIX.path]) })).toMatchObject([
      { status: 'failed', found: expect.stringContaining('switched off') }
    ])
  })
})
