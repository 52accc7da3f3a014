import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createStepFiles } from '../../../src/adapters/runner/step-files.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { readStepFile } from '../oracles/step-file-oracle.js'

const idle = { redact: (text: string): string => text, redactDeep: <T>(value: T): T => value }

describe('the files that a step leaves for the runner', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-files-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([...hostileKinds, 'everything'])('set one output each, whatever it says: %s', async (kind) => {
    const texts = hostileTexts.filter((each) => each.kind === kind).map(({ text }) => text)
    const outputPath = join(folder, `${kind} outputs`)
    const files = createStepFiles({
      outputPath,
      summaryPath: join(folder, `${kind} summary`),
      redactor: idle
    })
    const values = kind === 'everything' ? [everything] : texts
    for (const value of values) await files.setOutput('team', value)
    // What UTF-8 cannot say is replaced when the file is written.
    const written = values.map((value) => ['team', Buffer.from(value).toString('utf8')])
    expect(readStepFile(readFileSync(outputPath, 'utf8'))).toEqual(written)
  })

  it.each([...hostileKinds, 'everything'])('hold a report that is read back as it was: %s', async (kind) => {
    const texts = hostileTexts.filter((each) => each.kind === kind).map(({ text }) => text)
    const report = {
      list: kind === 'everything' ? [everything] : texts,
      // Names of fields as vendors might send them.
      map: Object.fromEntries(texts.map((text) => [text.slice(0, 50), text]))
    }
    const files = createStepFiles({ outputPath: '', summaryPath: '', redactor: idle })
    const path = await files.writeReport(join(folder, kind), report)
    expect(path).toBe(join(folder, kind, 'report.json'))
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)))
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each(['a=b', 'a\nb', 'a<<b', '', 'a b', '__proto__\n'])('take no other name: %j', async (name) => {
    const files = createStepFiles({ outputPath: join(folder, 'names'), summaryPath: '', redactor: idle })
    await expect(files.setOutput(name, 'x')).rejects.toThrow('name of an output')
  })
})
