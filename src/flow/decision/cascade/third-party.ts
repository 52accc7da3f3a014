import { causeChain, type StackTrace } from '../../issue/stack-trace.js'
import type { ThirdParty } from './cascade.js'
import { findNamedHost, findUnknownHost } from './named-host.js'
import { isOwnHost } from './own-host.js'
import { findTransportFailure, lastNameOf, wholeFailureOf } from './transport-failures.js'

/** Where a message says what failed; what comes later is a body or a dump. */
const MAX_CHARS = 4_000
/** The end of a type tells what it is. */
const MAX_TYPE_CHARS = 300
/** Causes of a chain that are looked at. */
const MAX_ERRORS = 10

export interface NamedError {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace?: StackTrace | undefined
}

/** Mistakes of the code that calls, by the last name of their type: whatever their message speaks of, nobody else made them. */
const ownMistakes: ReadonlySet<string> = new Set([
  'TypeError',
  'ReferenceError',
  'RangeError',
  'SyntaxError',
  'AssertionError',
  'AssertionFailedError',
  'ValidationError',
  'ZodError',
  'KeyError',
  'IndexError',
  'AttributeError',
  'NameError',
  'ValueError',
  'UnboundLocalError',
  'ZeroDivisionError',
  'JSONDecodeError',
  'NullPointerException',
  'IllegalArgumentException',
  'IndexOutOfBoundsException',
  'ArrayIndexOutOfBoundsException',
  'StringIndexOutOfBoundsException',
  'ClassCastException',
  'NoSuchElementException',
  'NumberFormatException',
  'NullReferenceException',
  'ArgumentException',
  'ArgumentNullException',
  'ArgumentOutOfRangeException',
  'FormatException',
  'InvalidCastException',
  'KeyNotFoundException',
  'NoMethodError',
  'ArgumentError',
  'FrozenError',
  'FunctionClauseError',
  'MatchError',
  'CaseClauseError',
  'UndefinedFunctionError',
  'BadMapError',
  'ParseError',
  'ArithmeticError',
  'DivideByZeroException'
])

/**
 * Does the error tell that somebody else failed: a host that is not ours refused, did not answer, or answered 429 or 5xx? Looks at the
 * reported error and what caused it. An error that names no host counts, with an unknown one: it failed at something that was called.
 *
 * `undefined` where it tells nothing of the kind, where one of the hosts that fail is ours, and where a mistake of the calling code is
 * among the errors: a TypeError that came up while a timeout was handled is a bug of the handler.
 */
export function findThirdParty(
  error: NamedError,
  policy: { readonly ownHosts: readonly string[] }
): ThirdParty | undefined {
  const errors = errorsOf(error)
  if (errors.some(({ type, message }) => isOwnMistake(type, message))) return undefined
  const failing = errors.flatMap(({ type, message }) => {
    const failure = findTransportFailure(type, message)
    if (failure === undefined) return []
    return [{ failure, host: findUnknownHost(type, message) ?? findNamedHost(message) }]
  })
  if (failing.length === 0) return undefined
  const hosts = failing.flatMap(({ host }) => (host === undefined ? [] : [host]))
  // A wrapper may know what was called, where what it wraps knows only that nothing came back.
  const named = hosts.length > 0 ? hosts : errors.flatMap(({ message }) => findNamedHost(message) ?? [])
  if (named.some((host) => isOwnHost(host, policy.ownHosts))) return undefined
  // What a fetch says of itself tells less than its cause.
  const telling = failing.find(({ failure }) => failure !== 'connection failed') ?? failing[0]
  return telling === undefined ? undefined : { host: named[0], failure: telling.failure }
}

/** `fetch` fails with a TypeError where no answer comes. https://fetch.spec.whatwg.org/#concept-network-error */
function isOwnMistake(type: string, message: string): boolean {
  const name = lastNameOf(type)
  return ownMistakes.has(name) && !(name === 'TypeError' && wholeFailureOf(message) !== undefined)
}

function errorsOf({
  errorType,
  errorMessage,
  trace
}: NamedError): readonly { readonly type: string; readonly message: string }[] {
  const causes =
    trace === undefined ? [] : causeChain(trace).filter(({ relation }) => relation !== 'reported')
  const chain = causes.slice(0, MAX_ERRORS).map(({ type = '', message = '' }) => ({ type, message }))
  return [{ type: errorType, message: errorMessage }, ...chain].map(({ type, message }) => ({
    type: type.slice(-MAX_TYPE_CHARS),
    message: message.slice(0, MAX_CHARS)
  }))
}
