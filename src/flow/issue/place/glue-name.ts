import type { StackFrame } from '../stack-trace.js'

/** A frame's function in one spelling for all languages: `assertDefined`, `assert_defined` and `AssertDefined` are `assert_defined`. */
export interface GlueName {
  readonly name: string
  /** What it is a member of, a class, module or package; empty where the trace does not say. */
  readonly owner: string
  /** As it stands in the trace, for people. */
  readonly shown: string
}

/** Longer names are templates' or hostile. */
const longestName = 300

export function glueName(frame: StackFrame): GlueName {
  const names = plainNames((frame.function ?? '').slice(0, longestName))
  const [shown = '', owner = ''] = names.reverse()
  return { name: snakeCase(shown), owner: snakeCase(owner), shown }
}

/** The parts of a qualified name that somebody wrote; what compilers and engines add is left out. */
function plainNames(text: string): string[] {
  const plain = text
    // Ruby: `block (2 levels) in Cart#total`; Elixir: `anonymous fn/1 in Shop.Retry.run/2`; Swift: `closure #1 in`.
    .replace(/^.{0,80}\bin (?=\S)/, '')
    .replace(/^(?:async |new |get |set |static |bound )+/, '')
    .replace(/ \[as [^\]]{1,200}\]$/, '')
    // Go: `retry.(*Client).Do`; .NET and C++: `Get(Int32 id)`, `<Get>d__3.MoveNext`; Rust: `{{closure}}`.
    .replace(/\(\*?([\w[\].]{1,200})\)(?=\.)/g, '$1')
    .replace(/\(.*$/, '')
    .replace(/<>c(?:__\w{1,60})?\./g, '')
    .replace(/<(\w{1,200})>[a-z]__[\w|]{0,100}(?:\.MoveNext)?/g, '$1')
    .replace(/\{\{?[\w:# -]{1,40}\}?\}/g, '')
    .replace(/`\d{1,3}|\[[^\]]{0,200}\]/g, '')
  return plain.split(/::|->|[.#/\\+:\s]/).flatMap((part) => {
    const name = part
      .replace(/^lambda\$(\w{1,200}?)\$\d{1,6}$/, '$1')
      .replace(/^(?:-|\$anonfun\$)|\$(?:suspendImpl|default|lambda[\w$-]{0,40}|\d{1,6})$|[!?=]$/g, '')
    return isWritten(name) ? [name] : []
  })
}

function isWritten(name: string): boolean {
  return !/^(?:\W{0,200}|\d{1,9}|func\d{1,4}|<.{0,200}>|Object|Module|Function|Companion|invokeSuspend|fun|-?fun-)$/.test(
    name
  )
}

function snakeCase(name: string): string {
  if (/^__\w{1,100}__$/.test(name)) return name
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/^[^a-z]{1,10}(?=[a-z])/i, '')
    .toLowerCase()
}
