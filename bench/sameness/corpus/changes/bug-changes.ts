import type { MarkedTrace } from '../marked-trace.js'
import { pick } from '../random.js'
import { culpritFrame, editPart, editText, familyOf, ifChanged, ownFrames, type Change } from './edit.js'

const otherTypes: Readonly<Record<string, readonly string[]>> = {
  javascript: ['RangeError', 'PaymentError'],
  python: ['ArithmeticError', 'app.errors.QuotaExceeded'],
  jvm: ['java.lang.UnsupportedOperationException', 'com.acme.QuotaExceededException'],
  go: ['fatal error', 'net.OpError'],
  ruby: ['FrozenError', 'Billing::QuotaExceeded'],
  php: ['OverflowException', 'App\\Billing\\QuotaExceeded'],
  'c#': ['System.NotSupportedException', 'Acme.QuotaExceededException'],
  dart: ['IntegerDivisionByZeroException', 'QuotaExceeded'],
  'swift, objective-c': ['NSGenericException', 'EXC_ARITHMETIC'],
  rust: ['abort', 'QuotaExceeded'],
  elixir: ['RuntimeError', 'Acme.QuotaExceeded']
}

/** The last name of a function, where it is one that a person chose. */
const lastName = /[A-Za-z_]\w{2,}(?=[^\w]*$)/

function rename(name: string, to: string): string {
  if (/anonymous|closure|lambda|anonfun|MoveNext|invokeSuspend|<\w+>|^constructor$|\$/.test(name)) return name
  // What V8 calls the property, and arguments and arities, stand behind the name.
  const rest = /(?: \[as .*\]|\/\d+|\([^()]*\))$/.exec(name)?.[0] ?? ''
  return name.slice(0, name.length - rest.length).replace(lastName, to) + rest
}

function withType(trace: MarkedTrace, type: string): MarkedTrace {
  const edited = editText(trace, (text) => text.replace(trace.type, () => type))
  return { ...edited, type }
}

/** The file's own name, folder and ending kept. */
function otherFile(file: string): string {
  return file.replace(/[\w$]+(?=(?:[.-][\w.]+)?\.\w+(?:\?|$))/, 'Warehouse')
}

const messages: readonly [string, string, ...string[]] = [
  'the label printer ran out of paper',
  'voucher belongs to another customer',
  'delivery window is already closed'
]

/** Another bug, however little of the event differs. */
export const bugChanges: readonly Change[] = [
  {
    name: 'other error type',
    same: false,
    apply: (trace) => {
      const types = otherTypes[familyOf(trace)]
      const other = types?.find((type) => type !== trace.type)
      return other === undefined ? undefined : withType(trace, other)
    }
  },
  {
    name: 'other innermost in-app function',
    same: false,
    apply: (trace) =>
      ifChanged(
        trace,
        editPart(trace, culpritFrame, 'function', (name) => rename(name, 'applyVoucher'))
      )
  },
  {
    name: 'other innermost function and file',
    same: false,
    apply: (trace) => {
      const renamed = editPart(trace, culpritFrame, 'function', (name) => rename(name, 'weighParcel'))
      if (ifChanged(trace, renamed) === undefined) return undefined
      return editPart(renamed, culpritFrame, 'file', otherFile)
    }
  },
  {
    name: 'other in-app frames under the same library frames',
    same: false,
    apply: (trace) => {
      let count = 0
      const renamed = editPart(trace, ownFrames, 'function', (name) =>
        rename(name, `stage${(count += 1)}Parcel`)
      )
      return ifChanged(trace, renamed) === undefined
        ? undefined
        : editPart(renamed, ownFrames, 'file', otherFile)
    }
  },
  {
    name: 'other message at the same place',
    same: false,
    apply: (trace, random) => {
      const message = pick(random, messages)
      const [first = ''] = trace.message.split('\n')
      const edited = editText(trace, (text) => text.replace(first, () => message))
      return first === '' ? undefined : { ...edited, message }
    }
  }
]
