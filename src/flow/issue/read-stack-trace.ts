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
import type { LanguageReader, ReadError } from './languages/reader.js'
import { judgeFrame } from './judge-frame.js'
import type { StackError, StackTrace } from './stack-trace.js'
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
  const readings = readers.map((reader) => ({ reader, errors: reader.read(lines) }))
  const best = readings.reduce((left, right) =>
    countFrames(right.errors) > countFrames(left.errors) ? right : left
  )
  const frames = countFrames(best.errors)
  if (frames === 0 || lines.filter((line) => foreignFrame.test(line)).length > frames)
    return unreadable(lines)
  const { language } = best.reader
  return { language, errors: best.errors.map((error) => judgeFrames(language, error)) }
}

/**
 * Frames of languages without a reader: `cart.rb:12:in`, `cart.go:12 +0x1d`, `Cart.cs:line 12`, `Cart.php(12)`. A trace made of
 * them is unknown, even where some of its lines look like ours.
 */
const foreignFrame =
  /\.(?:rb|erb|rake|go|php|cs|vb|fs|rs|exs?|erl|swift|mm?|lua|cc?|cpp)(?::(?:line )?\d{1,9}(?![:\d]{0,12}\))|\(\d{1,9}\)|:\d{1,9}:\d{1,9}$| \(\d{1,9}\))/

function countFrames(errors: readonly ReadError[]): number {
  return errors.reduce((sum, error) => sum + error.frames.length, 0)
}

/** Runtimes stop at about a thousand calls; of a longer trace the outermost frames are dropped. */
const mostFrames = 2_000

function judgeFrames(language: LanguageReader['language'], error: ReadError): StackError {
  const frames = error.frames.slice(0, mostFrames).map((frame) => {
    const { origin, reason } = judgeFrame(language, frame)
    return { ...frame, inApp: origin === 'app', inAppReason: reason }
  })
  return { ...error, frames }
}

function unreadable(lines: readonly string[]): StackTrace {
  const first = lines.find((line) => line.trim() !== '')?.trim()
  return {
    language: 'unknown',
    errors: [{ relation: 'reported', type: undefined, message: first, frames: [] }]
  }
}
