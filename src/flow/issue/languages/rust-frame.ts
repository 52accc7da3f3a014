import { splitLocation, type Location, type ReadFrame } from './reader.js'

/** A frame and how many lines it takes. */
export interface RustFrame {
  readonly frame: ReadFrame
  readonly lines: 1 | 2
}

const numbered = /^\d{1,5}:\s{1,40}(?:(0x[0-9a-f]{1,16}) - )?(\S.{0,1900})$/
const placeLine = /^at (\S.{0,1000}?:\d{1,9}(?::\d{1,9})?)(?:::h[0-9a-f]{16})?$/
/** Paths, types with their traits, and symbols of C; text of a message has spaces and no path. */
const path = /^[<\w&*([].{0,1800}::|^</
const symbol = /^[\w$.@?+-]{1,300}$/

/**
 * Reads the frame that a line of a backtrace starts, with the place below it. Outside of a backtrace only what cannot be
 * anything else: the causes of an error are numbered like its frames.
 */
export function readRustFrame(text: string, next: string, inBacktrace: boolean): RustFrame | undefined {
  const below = placeLine.exec(next)?.[1]
  const found = numbered.exec(text)
  if (found === null) {
    // A function that was inlined has no number of its own.
    const isInlined = inBacktrace && below !== undefined && path.test(text)
    return isInlined ? { frame: frameOf(text, below, `${text} ${next}`), lines: 2 } : undefined
  }
  const body = found[2] ?? ''
  const split = body.lastIndexOf(' at ')
  const beside = split < 0 ? undefined : placeLine.exec(body.slice(split + 1))?.[1]
  const name = beside === undefined ? body : body.slice(0, split)
  const hasAddress = found[1] !== undefined
  const isNamed = path.test(name) || ((inBacktrace || hasAddress) && symbol.test(name))
  if (!isNamed || !(inBacktrace || hasAddress || below !== undefined)) return undefined
  if (beside !== undefined) return { frame: frameOf(name, beside, text), lines: 1 }
  return below === undefined
    ? { frame: frameOf(name, undefined, text), lines: 1 }
    : { frame: frameOf(name, below, `${text} ${next}`), lines: 2 }
}

const debugFrame =
  /\{ fn: "((?:[^"\\]|\\.){1,1500})"(?:, file: "((?:[^"\\]|\\.){1,1000})")?(?:, line: (\d{1,9}))? \}/g

/** `Backtrace [{ fn: "shop::main", file: "./src/main.rs", line: 22 }]`, as `{:?}` prints it. */
export function readDebugBacktrace(text: string): readonly ReadFrame[] {
  return [...text.matchAll(debugFrame)].map(([whole, name, file, line]) => {
    const place = file === undefined ? undefined : `${file}:${line ?? 0}`
    return frameOf(name ?? '', place, whole)
  })
}

const noPlace: Omit<Location, 'file'> & { readonly file: undefined } = {
  file: undefined,
  line: undefined,
  column: undefined
}

function frameOf(name: string, place: string | undefined, text: string): ReadFrame {
  const plain = demangle(name)
  return {
    function: plain,
    module: moduleOf(plain),
    ...(place === undefined ? noPlace : splitLocation(place)),
    text
  }
}

/** https://doc.rust-lang.org/rustc/symbol-mangling/legacy.html */
const legacyEscapes: Readonly<Record<string, string>> = {
  $LT$: '<',
  $GT$: '>',
  $RF$: '&',
  $BP$: '*',
  $LP$: '(',
  $RP$: ')',
  $C$: ',',
  $SP$: '@',
  $u20$: ' ',
  $u27$: "'",
  $u5b$: '[',
  $u5d$: ']',
  $u7b$: '{',
  $u7d$: '}',
  $u7e$: '~',
  $u3b$: ';',
  $u2b$: '+'
}

/** Hashes of the compilation change with every build. */
function demangle(name: string): string {
  const plain = name
    .replace(/\.llvm\.\d{1,20}$/, '')
    .replace(/::h[0-9a-f]{16}$/, '')
    .replace(/(?<=\w)\[[0-9a-f]{8,17}\]/g, '')
  if (!plain.includes('$')) return plain
  return plain
    .replace(/^_(?=\$)/, '')
    .replace(/\$(?:[A-Z]{1,2}|u[0-9a-f]{2})\$/g, (escape) => legacyEscapes[escape] ?? escape)
    .replaceAll('..', '::')
}

/** The path of what the function belongs to: `shop::cart` of `shop::cart::total`, and of a method of one of its types. */
function moduleOf(name: string): string | undefined {
  const found = /^(?:[<&*([]|dyn |mut |const ){0,10}((?:\w{1,200}::){1,30})/.exec(name)?.[1]
  return found?.slice(0, -2)
}
