import { access, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../src/adapters/runner/clock.js'
import { createStepFiles, type StepFiles } from '../../../src/adapters/runner/step-files.js'
import { ConfigurationError } from '../../../src/errors.js'
import { Folders } from '../git/checkout.js'
import { redactor, SECRET } from './runner.js'

const folders = new Folders()
afterAll(() => folders.removeAll())

const MAXIMUM_SUMMARY_BYTES = 1024 * 1024

interface Step {
  readonly files: StepFiles
  readonly folder: string
  readonly output: () => Promise<string>
  readonly summary: () => Promise<Buffer>
}

async function startStep(): Promise<Step> {
  const folder = await folders.make()
  const [outputPath, summaryPath] = [join(folder, 'output'), join(folder, 'summary')]
  await Promise.all([writeFile(outputPath, ''), writeFile(summaryPath, '')])
  return {
    files: createStepFiles({ outputPath, summaryPath, redactor }),
    folder,
    output: () => readFile(outputPath, 'utf8'),
    summary: () => readFile(summaryPath)
  }
}

/** As the runner reads the file: https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs */
function readOutputs(text: string): [string, string][] {
  const lines = text.split('\n')
  const outputs: [string, string][] = []
  while (lines.length > 1) {
    const [name = '', delimiter = ''] = (lines.shift() ?? '').split('<<')
    const end = lines.indexOf(delimiter)
    if (delimiter === '' || end < 0) throw new Error(`Not an output: ${name}`)
    outputs.push([
      name,
      lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n')
    ])
  }
  return outputs
}

describe('outputs', () => {
  it.each([
    ['plain', 'PPL-7'],
    ['empty', ''],
    ['of several lines', 'one\n\ntwo\n'],
    ['that looks like an output', 'x\nEOF\nowned<<EOF\nyes\nEOF'],
    ['that looks like the end', 'ghadelimiter_0\nowned=yes']
  ])('arrive as they are: %s', async (_, value) => {
    const { files, output } = await startStep()
    await files.setOutput('ticket-key', value)
    await files.setOutput('outcome', 'ticketed')
    expect(readOutputs(await output())).toEqual([
      ['ticket-key', value],
      ['outcome', 'ticketed']
    ])
  })

  it('have an end that nobody can guess', async () => {
    const { files, output } = await startStep()
    await files.setOutput('a', '1')
    await files.setOutput('b', '2')
    const delimiters = [...(await output()).matchAll(/<<(.+)/g)].map(([, delimiter]) => delimiter)
    expect(new Set(delimiters).size).toBe(2)
    for (const delimiter of delimiters) expect(delimiter?.length).toBeGreaterThan(32)
  })

  it('keep their order, and stay whole, when they are set at once', async () => {
    const { files, output } = await startStep()
    // The larger one takes several writes, between which the smaller ones would come.
    const values = [4_000_000, 2_000_000, 10, 10, 10].map((size, index): [string, string] => [
      `output-${index}`,
      'x'.repeat(size)
    ])
    await Promise.all(values.map(([name, value]) => files.setOutput(name, value)))
    const found = readOutputs(await output())
    expect(found.map(([name, { length }]) => [name, length])).toEqual(
      values.map(([name, { length }]) => [name, length])
    )
  })

  it('hold no secret', async () => {
    const { files, output } = await startStep()
    await files.setOutput('team', `a ${SECRET}`)
    expect(readOutputs(await output())).toEqual([['team', 'a [removed]']])
  })

  it.each(['', 'a b', 'a\nb', 'a<<b', 'a=b'])('cannot be called %j, and later ones are set', async (name) => {
    const { files, output } = await startStep()
    await expect(files.setOutput(name, 'x')).rejects.toThrow('cannot be the name of an output')
    await files.setOutput('ok', 'x')
    expect(readOutputs(await output())).toEqual([['ok', 'x']])
  })
})

describe('the summary', () => {
  it('is appended to what is there, without secrets', async () => {
    const { files, summary } = await startStep()
    await files.writeSummary('# One')
    await files.writeSummary(`two ${SECRET}`)
    expect((await summary()).toString()).toBe('# One\ntwo [removed]\n')
  })

  it('fits to the last byte', async () => {
    const { files, summary } = await startStep()
    await files.writeSummary('x'.repeat(MAXIMUM_SUMMARY_BYTES - 1))
    expect((await summary()).length).toBe(MAXIMUM_SUMMARY_BYTES)
    expect((await summary()).toString()).not.toContain('did not fit')
  })

  it.each(['a', 'é', '語', '😀'])(
    'is cut by whole lines of %s, measured in bytes, and says so',
    async (letter) => {
      const { files, summary } = await startStep()
      const line = letter.repeat(99)
      await files.writeSummary(Array.from({ length: 20_000 }, () => line).join('\n'))
      const text = (await summary()).toString()
      expect((await summary()).length).toBeLessThanOrEqual(MAXIMUM_SUMMARY_BYTES)
      expect((await summary()).length).toBeGreaterThan(MAXIMUM_SUMMARY_BYTES - 1000)
      const lines = text.trimEnd().split('\n')
      expect(lines.at(-1)).toContain('did not fit')
      expect(new Set(lines.slice(0, -2))).toEqual(new Set([line]))
    }
  )

  it('counts what an earlier part has used', async () => {
    const { files, summary } = await startStep()
    const part = `${'x'.repeat(1023)}\n`.repeat(700)
    await files.writeSummary(part)
    await files.writeSummary(part)
    await files.writeSummary(part)
    expect((await summary()).length).toBeLessThanOrEqual(MAXIMUM_SUMMARY_BYTES)
    expect((await summary()).toString().match(/did not fit/g)).toHaveLength(1)
  })
})

describe('a process that no runner started', () => {
  it.each([undefined, ''])('writes no outputs and no summary (%j), but the report', async (path) => {
    const folder = join(await folders.make(), 'report')
    const files = createStepFiles({ outputPath: path, summaryPath: path, redactor })
    await files.setOutput('outcome', 'ticketed')
    await files.writeSummary('# One')
    await access(await files.writeReport(folder, { schema: 1 }))
  })
})

describe('the report', () => {
  it('is indented JSON without secrets, in a folder that it makes', async () => {
    const { files, folder } = await startStep()
    const report = { schema: 1, records: [{ title: `a ${SECRET}`, missing: undefined }] }
    const path = await files.writeReport(join(folder, 'deep', 'report'), report)
    expect(path).toBe(join(folder, 'deep', 'report', 'report.json'))
    expect(await readFile(path, 'utf8')).toBe(
      '{\n  "schema": 1,\n  "records": [\n    {\n      "title": "a [removed]"\n    }\n  ]\n}\n'
    )
  })

  it('replaces the one before', async () => {
    const { files, folder } = await startStep()
    await files.writeReport(folder, { records: 'x'.repeat(1000) })
    const path = await files.writeReport(folder, { records: [] })
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ records: [] })
  })

  it('does not follow a link out of its place', async () => {
    const { files, folder } = await startStep()
    const elsewhere = await folders.make()
    await writeFile(join(elsewhere, 'report.json'), 'theirs')
    await symlink(elsewhere, join(folder, 'linked'))
    await mkdir(join(folder, 'real'))
    await symlink(join(elsewhere, 'report.json'), join(folder, 'real', 'report.json'))
    for (const name of ['linked', 'real']) {
      const writing = files.writeReport(join(folder, name), { schema: 1 })
      await expect(writing).rejects.toThrow(ConfigurationError)
    }
    expect(await readFile(join(elsewhere, 'report.json'), 'utf8')).toBe('theirs')
  })
})

describe('the clock of the machine', () => {
  it('tells the time and waits', async () => {
    const before = Date.now()
    expect(systemClock.now()).toBeGreaterThanOrEqual(before)
    const start = performance.now()
    await systemClock.sleep(30)
    expect(performance.now() - start).toBeGreaterThanOrEqual(28)
  })
})
