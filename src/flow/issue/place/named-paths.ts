import type { StackFrame } from '../stack-trace.js'
import { partly, wholly, type GuessGroup } from './path-guess.js'

/** Type names are no deeper. */
const mostNames = 12

/**
 * `App\Service\Cart->total` is `src/Service/Cart.php`: a prefix of the namespace stands for a folder.
 * https://www.php-fig.org/psr/psr-4/
 */
export function phpClassPaths(frame: StackFrame): readonly GuessGroup[] {
  const type = /^\\?([\w\\]{1,400}?)(?:->|::)/.exec(frame.function ?? '')?.[1]
  if (type === undefined) return []
  const names = type.split('\\').slice(0, mostNames)
  const shorter = names.slice(1).map((_, dropped) => {
    const rest = names.slice(dropped + 1).join('/')
    return wholly(`src/${rest}.php`, `app/${rest}.php`, `lib/${rest}.php`)
  })
  return [wholly(`${names.join('/')}.php`), ...shorter]
}

/**
 * `Shop.Api.Controllers.CartController.Get` is `Controllers/CartController.cs` of a project that is named by the rest of its namespace.
 */
export function dotnetTypePaths(frame: StackFrame): readonly GuessGroup[] {
  const qualified = /^[\w.+`<>]{1,400}/.exec(frame.function ?? '')?.[0] ?? ''
  const outer = qualified.split(/[+`]|\.?<|\.ctor|\.cctor/)[0] ?? ''
  const path = outer.split('.').filter((name) => name !== '')
  // The last name is the method, but where a nested type or a closure was cut off.
  const names = (outer.length < qualified.length ? path : path.slice(0, -1)).slice(0, mostNames)
  const groups = names.slice(0, -1).map((_, count) => {
    const project = names.slice(0, names.length - 1 - count).join('.')
    const rest = names.slice(names.length - 1 - count)
    return sourceFiles([project, ...rest].join('/'))
  })
  return names.length < 2 ? [] : [...groups, sourceFiles(names.slice(-2).join('/'))]
}

function sourceFiles(path: string): GuessGroup {
  return wholly(...['.cs', '.razor.cs', '.cshtml.cs', '.vb', '.fs'].map((ending) => path + ending))
}

/** `shop::cart::Cart::total` is `src/cart.rs` or `src/cart/mod.rs` of the crate `shop`. */
export function rustModulePaths(frame: StackFrame): readonly GuessGroup[] {
  const names = plainRustName(frame.function ?? '')
    .split('::')
    .slice(1, mostNames)
  const modules = names.slice(0, names.findIndex((name) => !/^[a-z_][a-z0-9_]{0,100}$/.test(name)) >>> 0)
  const folders = modules.length === names.length ? modules.slice(0, -1) : modules
  if (folders.length === 0) return []
  const path = `src/${folders.join('/')}`
  return [wholly(`${path}.rs`, `${path}/mod.rs`)]
}

/** Without the angle brackets of `<shop::cart::Cart as core::fmt::Debug>::fmt`. */
export function plainRustName(name: string): string {
  return name.replace(/^<{1,3}&?/, '')
}

/** `Shop/CartService.swift` is module and file, https://developer.apple.com/documentation/swift/fileid(); most traces have the file alone. */
export function applePaths(frame: StackFrame, path: string): readonly GuessGroup[] {
  if (path !== '') return [partly(path), wholly(path.slice(path.lastIndexOf('/') + 1))]
  const type = /(?:^|[ .])([A-Z]\w{1,100})\.[a-z_$]/.exec((frame.function ?? '').slice(0, 400))?.[1]
  return type === undefined ? [] : [wholly(`${type}.swift`)]
}
