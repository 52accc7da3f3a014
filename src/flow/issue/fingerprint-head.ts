import { normaliseMessage } from './normalise.js'
import { causeChain, type StackError, type StackTrace } from './stack-trace.js'

/** What the error says of itself: the part of a fingerprint that needs no stack. */
export interface FingerprintHead {
  /** Empty where the error has none, or a minifier named it. */
  readonly type: string
  readonly template: string
  /** Type and template would fit many a bug: alone they identify nothing. */
  readonly isGeneric: boolean
  /** Types of wrappers that were looked through. */
  readonly wrappers: readonly string[]
  /** The errors whose frames count: what was wrapped, deepest cause first. */
  readonly chain: readonly StackError[]
}

/** Type and message as the tracker reports them; empty where it does not. */
export interface ReportedError {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: StackTrace
}

export function headOf(input: ReportedError): FingerprintHead {
  const chain = causeChain(input.trace)
  const reported = withReport(chain[0], input)
  const errors = [reported, ...chain.slice(1)]
  const depth = wrapperDepth(errors)
  const wrapped = errors[depth] ?? reported
  const type = typeOf(wrapped.type)
  const template = normaliseMessage(wrapped.message ?? '')
  return {
    type,
    template,
    isGeneric: genericType.test(type) && genericTemplate.test(template),
    wrappers: errors.slice(0, depth).map((error) => typeOf(error.type)),
    chain: errors.slice(depth).reverse()
  }
}

/** The tracker's word comes before the trace's: it may know the type where the trace has no head line. */
function withReport(error: StackError | undefined, input: ReportedError): StackError {
  const type = input.errorType.trim() === '' ? error?.type : input.errorType.trim()
  const message = input.errorMessage.trim() === '' ? error?.message : input.errorMessage
  return { relation: 'reported', type, message, frames: error?.frames ?? [] }
}

function typeOf(type: string | undefined): string {
  const plain = (type ?? '').replace(/^(?:Uncaught|Unhandled) /, '')
  return minifiedType.test(plain) ? '' : normaliseMessage(plain)
}

/** `a.b.c`, as R8 and ProGuard name classes; another build names them differently. */
const minifiedType = /^(?:[a-z]\d?|[a-z]{2})(?:\.(?:[a-z]\d?|[a-z]{2}))+$/

/**
 * Errors that libraries put around another one to carry it to where it is handled: which of them does so depends on who
 * called, not on the bug. Code of the application that wraps an error says something by it, and is not looked through.
 */
const transparentWrappers: readonly RegExp[] = [
  /^java\.util\.concurrent\.(?:Execution|Completion)Exception$/,
  /^java\.lang\.reflect\.(?:InvocationTarget|UndeclaredThrowable)Exception$/,
  /^java\.lang\.ExceptionInInitializerError$/,
  /^(?:javax|jakarta)\.servlet\.ServletException$/,
  /^org\.springframework\.(?:web\.util\.NestedServletException|messaging\.MessageHandlingException|kafka\.listener\.ListenerExecutionFailedException)$/,
  /^org\.springframework\.amqp\.rabbit\.support\.ListenerExecutionFailedException$/,
  /^com\.google\.common\.util\.concurrent\.(?:UncheckedExecutionException|ExecutionError)$/,
  /^io\.reactivex(?:\.rxjava3)?\.exceptions\.(?:OnErrorNotImplemented|Undeliverable)Exception$/,
  /^System\.(?:Reflection\.TargetInvocation|Aggregate|TypeInitialization)Exception$/,
  /^ActionView::Template::Error$/,
  /^Illuminate\\View\\ViewException$/,
  /^tenacity\.RetryError$/
]

/** Rethrown without a word of its own: `new RuntimeException(cause)` says what its cause says. */
const plainWrapper = /^(?:java\.lang\.RuntimeException|java\.lang\.Exception|java\.lang\.Error)$/

/** How many errors of the chain are wrappers; the last one never is. */
function wrapperDepth(errors: readonly StackError[]): number {
  const depth = errors.findIndex((error, at) => !isWrapper(error, errors[at + 1]))
  return Math.max(0, depth)
}

function isWrapper(error: StackError, cause: StackError | undefined): boolean {
  const type = error.type?.trim() ?? ''
  if (cause?.type === undefined || error.frames.some((frame) => frame.inApp)) return false
  if (transparentWrappers.some((pattern) => pattern.test(type))) return true
  const told = firstLine(`${cause.type}${cause.message === undefined ? '' : `: ${cause.message}`}`)
  return plainWrapper.test(type) && firstLine(error.message ?? '').endsWith(told)
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim()
}

/** Types that are thrown for anything. */
const genericType =
  /^(?:|(?:java\.lang\.)?(?:Exception|RuntimeException|Throwable|Error)|System\.(?:Application|System)?Exception|(?:Base)?Exception|RuntimeError|StandardError|ErrorException|UnhandledRejection|panic|runtime error|\*?errors\.\w{1,20}|NSException|NSError|SIG[A-Z]{2,8}(?: \([^()]{0,60}\))?|EXC_[A-Z_]{3,30}|String|Object|_?Exception|console\.error|Unknown)$/

/** Messages that are said of anything, and those that say nothing: masks, or a single word. */
const genericTemplate =
  /^(?:\W{0,9}|(?:<\w{1,9}>|[^\w<]){1,40}|[\w.$-]{0,40}|script error|network ?error|failed to fetch|load failed|internal (?:server )?error|unknown (?:error|exception)|(?:an |un)?(?:un)?(?:expected|known|handled)? ?(?:error|exception) (?:has )?occurr?ed|something went wrong|\[object \w{1,20}\]|application crash: SIG[A-Z]{2,8}(?: \([^()]{0,60}\))?|request failed(?: with status code \d{3})?|operation (?:was )?(?:aborted|cancell?ed|timed out)|time(?:d )?out)[.!]?$/i
