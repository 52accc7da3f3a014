import type { ReadFrame } from './reader.js'
import { splitLocation } from './reader.js'

const className = /^[\p{L}_$-][\p{L}\p{N}_$-]{0,300}(?:\.[\p{L}\p{N}_$-]{1,300}){0,30}$/u
const methodName = /^(?:[\p{L}\p{N}_$-]{0,500}|<(?:cl)?init>)$/u
/** Kotlin, Groovy and Scala name tests in sentences: `CartSpec.adds up, at last(CartSpec.groovy:12)`. */
const sentence = /^[\p{L}\p{N}_$ ,'#:=+*%!?&-]{1,500}$/u
const sourceFile = /^[^\s():]{1,300}\.(?:java|kts?|scala|sc|groovy|gvy|gsh|gradle|clj|cljc)$/
const scalaLike = /\.(?:kts?|scala|groovy)$/
/** What the JVM and optimisers print for a file: Android's R8 renames it to the id of its mapping, or drops it. */
const noFile =
  /^(?:Native Method|Unknown Source|SourceFile|<generated>|Proxy|Redefined|NO_SOURCE_FILE|NO_SOURCE_PATH|Unknown|\$\$?\w{0,60}|[DR]8\$\$SyntheticClass|r8-map-id-[0-9a-f]{1,64})$/
/** `PG`, `ProGuard`: a name that the build chose for every file. It has a line. */
const renamed = /^[A-Za-z][\w-]{0,60}$/

/** `at [loader/module@version/]package.Class.method(File.java:12) ~[shop.jar:1.2]`; the `at` may be lost. */
export function readJavaFrame(text: string): ReadFrame | undefined {
  const hasWord = text.startsWith('at ')
  const body = hasWord ? text.slice(3).trimStart() : text
  const open = body.indexOf('(')
  const close = open < 0 ? -1 : body.indexOf(')', open)
  if (close < 0 || (!hasWord && close + 1 < body.length)) return undefined
  // Thread dumps print the module here: `(java.base@21/Thread.java:12)`.
  const place = splitLocation(body.slice(open + 1, close).replace(/^[\w.]{1,100}@[^\s/]{0,60}\//, ''))
  const isSource = sourceFile.test(place.file)
  const isKnown = isSource || noFile.test(place.file) || isRenamed(place.file, place.line, hasWord)
  const name = withoutModule(body.slice(0, open))
  if (!isKnown || !isMethod(name, hasWord && scalaLike.test(place.file))) return undefined
  return {
    function: name,
    file: isSource ? place.file : undefined,
    module: packageOf(name),
    line: place.line,
    column: undefined,
    text
  }
}

function isRenamed(file: string, line: number | undefined, hasWord: boolean): boolean {
  return hasWord && line !== undefined && renamed.test(file)
}

function isMethod(name: string, maySayMore: boolean): boolean {
  const words = name.search(/[ ,'#:=+*%!?&]/)
  const end = name.lastIndexOf('.', words < 0 ? name.length : words)
  if (end <= 0 || !className.test(name.slice(0, end))) return false
  const method = name.slice(end + 1)
  return methodName.test(method) || (maySayMore && sentence.test(method))
}

/** `java.base@21/java.util.List.of`, `app//com.acme.Cart.total`: the loader and module are not part of the name. */
function withoutModule(name: string): string {
  // A lambda's class has a slash of its own, in front of an address: `Cart$$Lambda$14/0x0000000800066840.apply`.
  const plain = name
    .replace(/\/0x[0-9a-f]{1,16}(?=\.)/i, '')
    .replace(/(\$\$Lambda\$\d{1,9})\/\d{1,19}(?=\.)/, '$1')
  return plain.slice(plain.lastIndexOf('/') + 1)
}

/** Everything before the class: by convention classes start with a capital letter and packages do not. */
function packageOf(name: string): string | undefined {
  const parts = name.split('.').slice(0, -1)
  // `shop.package$` holds what stands outside of any class, `shop.core$total` is a function of Clojure.
  const classAt = parts.findIndex((part) => /^[\p{Lu}_$-]|\$/u.test(part))
  const end = classAt < 0 ? parts.length - 1 : classAt
  return end <= 0 ? undefined : parts.slice(0, end).join('.')
}
