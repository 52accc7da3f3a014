import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { createStepFiles } from '../src/adapters/runner/step-files.js'
import type { LogData, RunLog } from '../src/ports.js'
import type { FixRecord } from '../src/report/fix-record.js'
import { tellFix } from '../src/tell-fix.js'
import { createRedactor } from '../src/text/redact.js'
import { Folders } from './adapters/git/checkout.js'
import { proven } from './flow/pull-request/bundle-example.js'
import { fixRecord } from './report/fix-case.js'

const SECRET = 'hunter2-hunter2'
const folders = new Folders()
afterAll(() => folders.removeAll())

async function tell(change: Partial<FixRecord>) {
  const folder = await folders.make()
  const [outputPath, summaryPath] = [join(folder, 'output'), join(folder, 'summary')]
  await Promise.all([writeFile(outputPath, ''), writeFile(summaryPath, '')])
  const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [SECRET] })
  const lines: string[] = []
  const line =
    (kind: string) =>
    (sentence: string, data?: LogData): void =>
      void lines.push(`${kind}: ${sentence}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`)
  const log: RunLog = {
    info: line('info'),
    notice: line('notice'),
    warning: line('warning'),
    error: line('error')
  }
  const files = createStepFiles({ outputPath, summaryPath, redactor })
  const run = { mode: 'publish', dryRun: false, startedAt: 0, runUrl: 'https://github.com/a/b' } as const
  await tellFix({ log, files, redactor, reportFolder: folder }, run, fixRecord(change))
  const report: unknown = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  return {
    lines,
    report,
    output: await readFile(outputPath, 'utf8'),
    summary: await readFile(summaryPath, 'utf8')
  }
}

describe('a fix run that is over', () => {
  it('is told in the log, the outputs, the summary and the report', async () => {
    const told = await tell({ warnings: ['No label.'] })
    expect(told.lines).toEqual([
      'info: pull-request (opened): a draft pull request was opened {"why":"#34, a draft, on develop"}',
      'notice: A pull request is waiting for a person {"url":"https://github.com/acme/shop/pull/34"}',
      'warning: No label.'
    ])
    expect(told.output).toContain('pull-request')
    expect(told.summary).toContain('## ✅ PPL-7: TypeError')
    expect(told.report).toMatchObject({
      schema: 1,
      mode: 'publish',
      outcome: 'pull-request',
      reason: 'opened'
    })
  })

  it('tells what it knows when it failed', async () => {
    const told = await tell({ end: undefined, pullRequest: undefined, error: { message: 'GitHub: 502' } })
    expect(told.lines).toEqual(['error: GitHub: 502'])
    expect(told.output).toContain('PPL-7')
    expect(told.report).toMatchObject({ outcome: '', reason: '' })
  })

  it('tells what a dry run would have done', async () => {
    const told = await tell({ end: undefined, pullRequest: undefined, wouldHave: ['opened it'] })
    expect(told.lines).toEqual(['info: Dry run: would have opened it'])
  })

  it('keeps secrets out of everything that it writes', async () => {
    const { request } = proven
    const evidence = { ...request.evidence, message: SECRET, error_type: SECRET }
    const told = await tell({
      bundle: { ...proven, team: SECRET, request: { ...request, evidence } },
      end: { reason: 'base-moved', why: SECRET }
    })
    expect(`${told.output}${told.summary}${JSON.stringify(told.report)}`).not.toContain(SECRET)
  })
})
