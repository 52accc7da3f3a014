import type { ReadLanguage } from '../issue/library-rules.js'

/** Functions of the runtime and of libraries that somebody called so that they throw. */
export const guardFunctions: Readonly<Partial<Record<ReadLanguage, RegExp>>> = {
  javascript: /\b(?:assert|invariant|ok|strictEqual|fail)$|\bassert\./i,
  java: /Objects\.(?:requireNonNull|requireNonNullElse|checkFromIndexSize)\b|\bOptional\w{0,10}\.orElseThrow$|\bcheckNotNull$(?<!Intrinsics\.checkNotNull)|Preconditions\.check(?:NotNull|Argument|State|Element|Position)|\bAssert\.|\bValidate\.|Intrinsics\.(?:check(?:NotNull)?Parameter\w{0,30}|check(?:NotNull)?ExpressionValue\w{0,30}|throwParameter\w{0,40}|checkReturnedValue\w{0,30})|PreconditionsKt|StandardKt__StandardKt\.TODO/,
  dart: /\b(?:checkNotNull|_AssertionError|ArgumentError\.checkNotNull)/,
  dotnet: /ThrowIfNull|\bDebug\.(?:Assert|Fail)\b|Contract\.(?:Requires|Assert)/,
  rust: /\bexpect(?:_failed)?$(?<!option::expect_failed|Option<T>::expect)|assert_failed_inner|panicking::assert_failed/,
  ruby: /\b(?:raise|abort|assert\w{0,20})$/,
  php: /(?:->|::)?\b(?:assert|abort|throw_if|throw_unless)$|Webmozart\\Assert/,
  elixir: /ExUnit\.Assertions/,
  apple: /\b(?:precondition\w{0,20}|assertionFailure|fatalError)\(/
}

/** Words of functions that are there to throw. */
export const guardWords: ReadonlySet<string> = new Set([
  'assert',
  'asserts',
  'assertion',
  'ensure',
  'ensures',
  'enforce',
  'guard',
  'invariant',
  'must',
  'precondition',
  'preconditions',
  'raise',
  'require',
  'required',
  'requires',
  'throw',
  'throws',
  'validate',
  'validator',
  'verify'
])

/** Collections that another thread changed meanwhile, and our own functions that say they deal with one. */
export const racyFunctions =
  /\bArrayList\.(?:add|addAll|grow|elementData)$|\bHashMap\.(?:put|putVal|resize|transfer|treeifyBin)$|\bLinkedList\.(?:unlink\w{0,10}|remove)$|PriorityQueue\.sift|\bDictionary`2\.(?:TryInsert|Insert|Resize)\b|\bList`1\.(?:AddWithResize|Add)\b|\b(?:with|acquire|release|try)?_?(?:[Ll]ock|[Mm]utex|[Ss]emaphore)s?(?:ed)?$|\bsynchronized\b/

/** The runtime's own clients and servers: the value was read from a connection. */
export const networkFrames =
  /^(?:node:(?:_?http|https|net|_?tls|dns|_stream|internal\/deps\/undici)|internal\/deps\/undici|(?:java|sun|jdk)\.net\.(?:http|www)|package:http\/)|\/(?:http\/client|urllib\/request|socket|ssl|smtplib|imaplib|xmlrpc\/client)\.py\b|\/(?:net\/http|net\/protocol|open-uri)\.rb\b|\bnet\/http\.|dart:(?:_http|io)\b|\bSystem\.Net\.|\bHttpClientJson|ReadFromJsonAsync|\bsun\.net\.www\.|\bjdk\.internal\.net\.http|\bURLSession\b|\bResponse\.(?:json|text)\b|parseJSONFromBytes|\bcURL\b/i

/** Errors that frameworks put around whatever was thrown inside of them. */
export const wrapperTypes =
  /(?:^|[.\\])(?:AggregateException|TargetInvocationException|TypeInitializationException|HttpUnhandledException|InvocationTargetException|UndeclaredThrowableException|ExecutionException|CompletionException|ServletException|NestedServletException|HandlerDispatchFailedException|ViewException|RuntimeError)$/
