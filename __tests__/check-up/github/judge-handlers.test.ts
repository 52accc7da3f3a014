import { describe, expect, it } from '@jest/globals'
import { given, type Answer } from '../../../src/check-up/answer.js'
import type { Check } from '../../../src/check-up/check.js'
import type { GithubFacts, WorkflowFile } from '../../../src/check-up/github/facts.js'
import { policyOf } from '../policy-of.js'
import { event, folder, lines, LOST, REFUSED, workflow } from './judge-facts.js'

const RESTART = workflow('restart.yml', {
  events: [event('workflow_dispatch', { inputs: ['service', 'mode'] })]
})
const SLEEPING = workflow('restart.yml', { events: [event('push')] })
const OTHER_INPUTS = workflow('restart.yml', { events: [event('workflow_dispatch', { inputs: ['mode'] })] })
const BROKEN = workflow('restart.yml', { problem: 'bad indentation' })

function pattern(name: string, handler: string, more = ''): string {
  const rest = handler === '' ? '' : `handler: { ${handler} },`
  return `{ name: ${name}, match: { services: [cart] }, tier: ticket, ${rest} ${more} reason: known }`
}

const HANDLER = 'workflow: restart.yml, inputs: { service: { fact: service }, mode: { text: rolling } }'

function judge(
  patterns: readonly string[],
  { file = RESTART, ...facts }: Partial<GithubFacts> & { readonly file?: WorkflowFile } = {}
): readonly Check[] {
  const policy = policyOf(`patterns: [${patterns.join(', ')}]`)
  return lines('github-handlers', { workflows: folder('main', [file]), ...facts }, { policy })
}

function onRef(file: Answer<WorkflowFile | undefined>): Pick<GithubFacts, 'handlers'> {
  return { handlers: [{ workflow: 'restart.yml', ref: 'v2', file }] }
}

describe('the workflows of known patterns', () => {
  it('are one ok line where none is started, or none any more', () => {
    expect(judge([])).toMatchObject([{ status: 'ok', found: 'No known pattern starts a workflow.' }])
    expect(judge([pattern('slow', '')])).toMatchObject([{ status: 'ok' }])
    const gone = pattern('slow', 'workflow: gone.yml', 'expires: 2026-03-01,')
    expect(judge([gone])).toMatchObject([{ status: 'ok', found: 'No known pattern starts a workflow.' }])
  })

  it('are one ok line with the patterns when all can be started', () => {
    expect(judge([pattern('one', HANDLER), pattern('two', 'workflow: restart.yml')])).toMatchObject([
      { status: 'ok', found: expect.stringContaining('the workflows of one, two. Whether triage may') }
    ])
  })

  it.each([
    ['are missing', workflow('other.yml'), /restart\.yml, which is not on main/, /Add the file to main/],
    ['cannot be read', BROKEN, /cannot be read on main: bad indentation/, /Mend the file/],
    ['are not started by hand', SLEEPING, /no workflow_dispatch on main/, /"workflow_dispatch:" under/],
    ['lack an input', OTHER_INPUTS, /does not declare on main.*: service\.$/, /workflow_dispatch: inputs:/]
  ])('fail when they %s', (_what, file, found, mend) => {
    expect(judge([pattern('slow', HANDLER)], { file })).toEqual([
      {
        id: 'github-handlers',
        status: 'failed',
        found: expect.stringMatching(found),
        mend: expect.stringMatching(mend)
      }
    ])
  })

  it('fail when they are switched off', () => {
    expect(judge([pattern('slow', HANDLER)], { disabledWorkflows: given([RESTART.path]) })).toMatchObject([
      { status: 'failed', mend: expect.stringContaining('Enable workflow') }
    ])
  })

  it('are not judged when they, or the policy, cannot be read', () => {
    const start = [pattern('slow', HANDLER)]
    expect(judge(start, { workflows: REFUSED })).toMatchObject([{ status: 'warning' }])
    const unread = given({ branch: 'main', files: [], unread: [RESTART.path] })
    expect(judge(start, { workflows: unread })).toMatchObject([{ status: 'warning' }])
    expect(lines('github-handlers', {}, { policy: undefined })).toMatchObject([
      { status: 'warning', mend: 'Mend the policy file first.' }
    ])
  })

  it('have ten lines at most, and one for the rest', () => {
    const many = Array.from({ length: 12 }, (_, index) => pattern(`p${index}`, 'workflow: gone.yml'))
    const found = judge(many)
    expect(found).toHaveLength(11)
    expect(found[10]?.found).toContain('2 more handlers')
  })
})

describe('a workflow that runs on a branch or tag of its own', () => {
  const start = [pattern('slow', `${HANDLER}, ref: v2`)]

  it('is looked at there, and on the default branch, which has to have it', () => {
    expect(judge(start, onRef(given(RESTART)))).toMatchObject([{ status: 'ok' }])
    // Its inputs are those of the ref.
    expect(judge(start, { ...onRef(given(RESTART)), file: OTHER_INPUTS })).toMatchObject([{ status: 'ok' }])
    expect(judge(start, { ...onRef(given(RESTART)), file: SLEEPING })).toMatchObject([
      { status: 'failed', found: expect.stringContaining('on main') }
    ])
  })

  it.each([
    ['is not there', given(undefined), 'failed', /on v2, and there is no such file/],
    ['cannot be started there', given(SLEEPING), 'failed', /no workflow_dispatch on v2/],
    ['lacks an input there', given(OTHER_INPUTS), 'failed', /does not declare on v2/],
    ['got no answer', LOST, 'warning', /^Not checked/]
  ] as const)('that %s is told', (_what, file, status, found) => {
    expect(judge(start, onRef(file))).toMatchObject([{ status, found: expect.stringMatching(found) }])
  })

  it('that was not read is not judged', () => {
    expect(judge(start)).toMatchObject([
      { status: 'warning', found: expect.stringContaining('was not read') }
    ])
  })
})
