import { appleReader } from './languages/apple.js'
import { dartReader } from './languages/dart.js'
import { dotnetReader } from './languages/dotnet.js'
import { elixirReader } from './languages/elixir.js'
import { goReader } from './languages/go.js'
import { javaReader } from './languages/java.js'
import { javascriptReader } from './languages/javascript.js'
import { phpReader } from './languages/php.js'
import { pythonReader } from './languages/python.js'
import { rubyReader } from './languages/ruby.js'
import { rustReader } from './languages/rust.js'
import type { LanguageReader, ReadError, ReadFrame } from './languages/reader.js'
import { judgeFrame } from './judge-frame.js'
import type { StackError, StackFrame, StackTrace } from './stack-trace.js'
import { traceLines } from './trace-lines.js'

/** Where two readers find as many frames, the earlier one is right: its format is the stricter one. */
const readers: readonly LanguageReader[] = [
  pythonReader,
  javaReader,
  dotnetReader,
  goReader,
  rustReader,
  rubyReader,
  phpReader,
  elixirReader,
  appleReader,
  dartReader,
  javascriptReader
]

/**
 * Reads a stack trace of any language we know, from what a log or tracker made of it. Never throws; takes time linear in the
 * length of the text. A text without frames gives one error without frames, whose message is its first line.
 */
export function readStackTrace(text: string): StackTrace {
  const lines = traceLines(text)
  const readings = readers
    .map((reader) => ({ language: reader.language, errors: reader.read(lines) }))
    .filter(({ errors }) => countFrames(errors) > 0)
  const most = readings.reduce<Reading | undefined>(
    (left, right) =>
      left !== undefined && countFrames(left.errors) >= countFrames(right.errors) ? left : right,
    undefined
  )
  if (most === undefined) return unreadable(lines)
  const { language, errors } = whoseComesFirst(readings, most, lines)
  return { language, errors: errors.map((error) => judgeFrames(language, error)) }
}

interface Reading {
  readonly language: LanguageReader['language']
  readonly errors: readonly ReadError[]
}

/** One line may look like a frame of many languages; two that follow each other do not. */
const fewestFrames = 2

/**
 * Where one language runs another (React Native, PySpark), the program's own frames are printed first, and those of the host may
 * be many more. So a language that has frames above all of the one with the most frames is the trace's.
 */
function whoseComesFirst(readings: readonly Reading[], most: Reading, lines: readonly string[]): Reading {
  if (readings.length === 1) return most
  const texts = lines.map((line) => line.trim())
  const start = texts.findIndex(isFrameOf(most))
  const above = texts.slice(0, Math.max(0, start))
  const earlier = readings.filter((reading) => above.filter(isFrameOf(reading)).length >= fewestFrames)
  return earlier[0] ?? most
}

function isFrameOf(reading: Reading): (text: string) => boolean {
  const texts = new Set(reading.errors.flatMap((error) => error.frames.map((frame) => frame.text)))
  return (text) => texts.has(text)
}

function countFrames(errors: readonly ReadError[]): number {
  return errors.reduce((sum, error) => sum + error.frames.length, 0)
}

/** Runtimes stop at about a thousand calls; of a longer trace the outermost frames are dropped. */
const mostFrames = 2_000

function judgeFrames(language: LanguageReader['language'], error: ReadError): StackError {
  const judge = (frame: ReadFrame): StackFrame => {
    const { origin, reason } = judgeFrame(language, frame)
    return { ...frame, inApp: origin === 'app', inAppReason: reason }
  }
  const { thrownAt, ...rest } = error
  const frames = error.frames.slice(0, mostFrames).map(judge)
  return thrownAt === undefined ? { ...rest, frames } : { ...rest, frames, thrownAt: judge(thrownAt) }
}

function unreadable(lines: readonly string[]): StackTrace {
  const first = lines.find((line) => line.trim() !== '')?.trim()
  return {
    language: 'unknown',
    errors: [{ relation: 'reported', type: undefined, message: first, frames: [] }]
  }
}
