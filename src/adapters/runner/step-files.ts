import { randomUUID } from 'node:crypto'
import { appendFile, stat } from 'node:fs/promises'
import { writeReport, type ReportRedactor } from './report-file.js'

export interface StepFilesOptions {
  /** `GITHUB_OUTPUT`; absent or empty where no runner reads outputs. */
  readonly outputPath: string | undefined
  /** `GITHUB_STEP_SUMMARY`; absent or empty where no runner shows summaries. */
  readonly summaryPath: string | undefined
  readonly redactor: ReportRedactor & { redact(text: string): string }
}

/** What a step leaves for the runner and for the steps after it. Everything passes the redactor. */
export interface StepFiles {
  /** Sets an output. Where no runner listens, nothing happens: the report has it too. */
  setOutput(name: string, value: string): Promise<void>
  /** Appends to the summary of the step, as far as the runner takes it. */
  writeSummary(markdown: string): Promise<void>
  /** Writes `report.json` into the folder, which is made where it is missing. Returns the file's path. */
  writeReport(folder: string, report: unknown): Promise<string>
}

/**
 * Bytes of a step's summary; the runner shows nothing of a longer one.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const MAXIMUM_SUMMARY_BYTES = 1024 * 1024

const CUT = '\n\n*The rest did not fit into the summary; the report has all of it.*\n'

export function createStepFiles({ outputPath, summaryPath, redactor }: StepFilesOptions): StepFiles {
  // One write after the other: appends that overlap could tear each other's lines apart.
  let last: Promise<void> = Promise.resolve()
  let summaryIsFull = false
  function inOrder(write: () => Promise<void>): Promise<void> {
    const next = last.catch(() => undefined).then(write)
    last = next
    return next
  }

  return {
    setOutput: (name, value) =>
      inOrder(async () => {
        if (isMissing(outputPath)) return
        await appendFile(outputPath, outputLines(name, redactor.redact(value)))
      }),
    writeSummary: (markdown) =>
      inOrder(async () => {
        if (isMissing(summaryPath) || summaryIsFull) return
        const used = (await stat(summaryPath).catch(() => undefined))?.size ?? 0
        const whole = Buffer.from(`${redactor.redact(markdown)}\n`)
        const room = MAXIMUM_SUMMARY_BYTES - used
        summaryIsFull = whole.length > room
        await appendFile(summaryPath, summaryIsFull ? cutToBytes(whole, room) : whole)
      }),
    writeReport: (folder, report) => writeReport(folder, report, redactor)
  }
}

function isMissing(path: string | undefined): path is undefined | '' {
  return path === undefined || path === ''
}

/** The delimiter is not to be guessed, so that no value can end early and set an output of its own. */
function outputLines(name: string, value: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw new Error(`"${name}" cannot be the name of an output.`)
  const delimiter = `ghadelimiter_${randomUUID()}`
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}

/** The whole lines that fit, with a sentence that says that some did not. */
function cutToBytes(bytes: Buffer, maximum: number): Buffer {
  const note = Buffer.from(CUT)
  const room = maximum - note.length
  if (room < 0) return Buffer.alloc(0)
  // A line break is one byte in UTF-8 and never part of another character.
  const end = bytes.subarray(0, room).lastIndexOf('\n')
  return Buffer.concat([bytes.subarray(0, Math.max(0, end)), note])
}
