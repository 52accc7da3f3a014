import {
  blocksOf,
  isFrame,
  plainText,
  type Block,
  type MarkedLine,
  type MarkedTrace
} from '../marked-trace.js'
import { between, letters, pick } from '../random.js'
import { editText, everyFrame, editPart, familyOf, ifChanged, withLines, type Change } from './edit.js'

/** What a runtime or framework adds between two frames of a stack, in each family's own words. */
const runtimeFrames: Readonly<Record<string, readonly string[]>> = {
  'javascript (V8)': [
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    '    at async Promise.all (index 0)'
  ],
  'javascript (Firefox)': ['forEach@self-hosted:157:17'],
  'javascript (Safari)': ['promiseReactionJob@[native code]'],
  'javascript (Hermes)': ['    at apply (native)'],
  python: [
    '  File "/usr/local/lib/python3.11/contextlib.py", line 81, in inner',
    '    return func(*args, **kwds)'
  ],
  jvm: [
    '\tat jdk.internal.reflect.GeneratedMethodAccessor214.invoke(Unknown Source)',
    '\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)'
  ],
  go: [
    'net/http.serverHandler.ServeHTTP({0xc00011e000?}, {0x7f0a40, 0xc0001a00e0}, 0xc000156000)',
    '\t/usr/local/go/src/net/http/server.go:3142 +0x8e'
  ],
  ruby: [
    "\tfrom /usr/local/bundle/gems/activesupport-7.1.3/lib/active_support/notifications.rb:206:in `instrument'"
  ],
  'c#': [
    '   at System.Threading.ExecutionContext.RunInternal(ExecutionContext executionContext, ContextCallback callback, Object state)'
  ],
  elixir: ['    (plug 1.15.3) lib/plug/router.ex:246: anonymous fn/4 in Plug.Router.dispatch/2']
}

/** Other causes below the same bug: what came in through a library, without a frame of the application's. */
const libraryCause: Readonly<Record<string, readonly string[]>> = {
  jvm: [
    'Caused by: java.net.SocketTimeoutException: Read timed out',
    '\tat java.base/java.net.SocketInputStream.socketRead0(Native Method)',
    '\tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:168)',
    '\t... 9 more'
  ]
}

function raw(lines: readonly string[]): readonly MarkedLine[] {
  return lines.map((text) => ({ mark: ' ', text }))
}

function fromTable(
  table: Readonly<Record<string, readonly string[]>>,
  trace: MarkedTrace
): readonly string[] | undefined {
  return table[trace.language] ?? table[familyOf(trace)]
}

/** Calls of a function by itself. */
function repeatRecursion(trace: MarkedTrace): MarkedTrace | undefined {
  const blocks = blocksOf(trace)
  const at = blocks.findIndex((block, index) => isFrame(block) && sameCall(block, blocks[index + 1]))
  const block = blocks[at]
  if (block === undefined) return undefined
  const lines = blocks.flatMap((each, index) =>
    index === at ? [...each.lines, ...each.lines, ...each.lines] : each.lines
  )
  return withLines(trace, lines)
}

function sameCall(block: Block, next: Block | undefined): boolean {
  return next !== undefined && plainText(block.lines) === plainText(next.lines)
}

/** The same bug, told with more or fewer frames or with other numbers. */
export const shapeChanges: readonly Change[] = [
  {
    name: 'runtime frames inserted',
    same: true,
    apply: (trace) => {
      const inserted = fromTable(runtimeFrames, trace)
      const blocks = blocksOf(trace)
      // Between two frames: nothing before the first, which is where the error was thrown.
      const frames = blocks.flatMap((block, index) => (isFrame(block) ? [index] : []))
      const place = frames[Math.min(1, frames.length - 1)]
      if (inserted === undefined || place === undefined || frames.length < 2) return undefined
      return withLines(
        trace,
        blocks.flatMap((block, index) => (index === place ? [...raw(inserted), ...block.lines] : block.lines))
      )
    }
  },
  {
    name: 'outer library frames cut',
    same: true,
    apply: (trace) => {
      const blocks = blocksOf(trace)
      const last = blocks.findLastIndex((block) => isFrame(block))
      const firstOfTail = blocks.findLastIndex((block, index) => index <= last && block.mark !== '-') + 1
      if (trace.language === 'python' || firstOfTail > last || blocks.length - 1 > last) return undefined
      // The frames keep a head line of their own if they have one.
      if (blocks.slice(firstOfTail).some(({ lines }) => lines.length > 1)) return undefined
      return withLines(
        trace,
        blocks.slice(0, firstOfTail).flatMap(({ lines }) => lines)
      )
    }
  },
  {
    name: 'cause of a library added',
    same: true,
    apply: (trace) => {
      const cause = fromTable(libraryCause, trace)
      const isPlain = !trace.lines.some(({ text }) => /Caused by|Suppressed/.test(text))
      return cause === undefined || !isPlain ? undefined : withLines(trace, [...trace.lines, ...raw(cause)])
    }
  },
  { name: 'deeper recursion', same: true, apply: repeatRecursion },
  {
    name: 'lambdas renumbered',
    same: true,
    apply: (trace, random) => {
      const other = String(between(random, 11, 29))
      const renumber = (name: string): string =>
        name
          .replace(
            /(lambda\$[\w$]+\$|\$anonfun\$\w+\$|\.func|b__|DisplayClass|m__|g__\w+\||closure #|closure#|\$\$anonfun\$\w+\$)\d+/g,
            `$1${other}`
          )
          .replace(/(?<=[a-z]\$)\d+(?=\.invoke)/g, other)
      return ifChanged(trace, editPart(trace, everyFrame, 'function', renumber))
    }
  },
  {
    name: 'addresses and goroutine numbers',
    same: true,
    apply: (trace, random) => {
      const digits = '123456789abcdef'
      const moved = editText(trace, (text) =>
        text
          .replace(/0x[0-9a-f]{2,}/g, (address) => `0x${letters(random, address.length - 2, digits)}`)
          .replace(/(?<=goroutine |main' \()\d+/g, () => String(between(random, 2, 9000)))
          .replace(/(?<=::h)[0-9a-f]{16}\b/g, () => letters(random, 16, digits))
      )
      return ifChanged(trace, moved)
    }
  },
  {
    name: 'module prefixes',
    same: true,
    apply: (trace) => {
      if (familyOf(trace) !== 'jvm') return undefined
      const named = editPart(trace, everyFrame, 'function', (name) =>
        name.startsWith('java.base/')
          ? name.slice(10)
          : /^(?:java|kotlin|scala)[./]/.test(name)
            ? name
            : `app//${name}`
      )
      return ifChanged(trace, named)
    }
  },
  {
    name: 'minifier renames',
    same: true,
    tier: 'policy',
    apply: (trace, random) =>
      trace.id.endsWith('minified')
        ? editPart(trace, everyFrame, 'function', (name) =>
            name.replace(/\b[a-z]\b/g, () => pick(random, ['k', 'v', 'y', 'z']))
          )
        : undefined
  }
]
