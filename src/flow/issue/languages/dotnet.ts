import { isUnityLine, readDotnetFrame } from './dotnet-frame.js'
import type { ErrorHead, LanguageReader, ReadError, ReadFrame } from './reader.js'
import { chainRelation, readHead } from './reader.js'

/**
 * C#, F# and Visual Basic on .NET, Mono and Unity. All heads of a chain stand first (`Outer: … ---> Inner: …`), then the frames
 * of the innermost error; `--- End of inner exception stack trace ---` goes one error outwards. The members of an
 * AggregateException follow, each in `---> (Inner Exception #0) … <---`. Languages of the system translate all of these words.
 * https://learn.microsoft.com/dotnet/api/system.exception.tostring
 */
export const dotnetReader: LanguageReader = { language: 'dotnet', read: readDotnet }

const typeHead = /^([A-Za-z_][\w.`+]{0,200}(?:\[[\w.,`+[\]]{1,100}\])?)(?::(?:\s|$)|$)/
const arrow = /(?:^|\s)---> ?(?=[A-Za-z_][\w.`+[\]]{0,200}(?: \(0x[0-9A-Fa-f]{1,8}\)| \(\d{1,12}\))?:)/
const banner =
  /^(?:\[ERROR\] FATAL )?(?:UNHANDLED EXCEPTION:|Unhandled exception[.:]|Unhandled Exception:)\s{0,5}/
const marker = /^-{3} ?\S.{1,200}-{3}$/
/** The other such marker, "End of stack trace from previous location", goes on within the same error. */
const innerEnd = /\binner\b|\bintern[aeo]?(?:n|s)?\b|внутренн|内部/i
const member = /^-{3}> ?\([^()#]{1,60}#\d{1,9}\) ?/
/** Unity and Mono print an error that is thrown again below the first one, ASP.NET's error page in brackets. */
const outer =
  /^(?:Rethrow as ([A-Za-z_].{0,1990})|\[([A-Za-z_][\w.`]{0,200}(?: \(0x[0-9A-Fa-f]{1,8}\))?: .{0,1700})\])$/

interface OpenError {
  readonly head: string[]
  readonly frames: ReadFrame[]
}

/** A chain: the reported one, or that of a member. */
interface Chain {
  readonly isMember: boolean
  /** Lines above the first frame. */
  readonly head: string[]
  /** Innermost first. */
  readonly errors: OpenError[]
  /** Which of them the frames belong to. */
  current: number
}

function readDotnet(lines: readonly string[]): readonly ReadError[] {
  const root = newChain(false)
  const members: Chain[] = []
  let chain = root
  const isUnity = lines.some(isUnityLine)
  for (const line of lines.flatMap(splitFrames)) {
    const text = line.trim()
    const frame = readDotnetFrame(text, isUnity)
    const closes = chain.isMember && text.endsWith('<---')
    if (frame !== undefined) addFrame(chain, frame)
    else if (member.test(text) && root.errors.length > 0) {
      chain = newChain(true)
      chain.head.push(text.replace(member, ''))
      members.push(chain)
    } else if (chain.errors.length === 0) chain.head.push(line)
    else if (banner.test(text) || startsAnother(chain, text)) break
    else readBetween(chain, text)
    // The aggregate has no frames left to print.
    if (closes) chain = root
  }
  return [root, ...members].flatMap(errorsOf)
}

const joined = /[)\d] {1,8}at [\w.<>`+]{3,300}\(/

/** Event logs and log shippers put a trace on one line. */
function splitFrames(line: string): readonly string[] {
  return joined.test(line) ? line.split(/ {1,8}(?=at [\w.<>`+]{3,300}[[(]|-{3} End of )/) : [line]
}

function newChain(isMember: boolean): Chain {
  return { isMember, head: [], errors: [], current: 0 }
}

function addFrame(chain: Chain, frame: ReadFrame): void {
  if (chain.errors.length === 0) openHeads(chain)
  chain.errors[chain.current]?.frames.push(frame)
}

/** `Outer: … ---> Inner: …` */
function openHeads(chain: Chain): void {
  const heads = joinHead(chain.head).split(arrow)
  chain.errors.push(...heads.reverse().map((head) => ({ head: head.split('\n'), frames: [] })))
}

/** The log goes on with the trace of something else. */
function startsAnother(chain: Chain, text: string): boolean {
  const isDone = chain.current === chain.errors.length - 1
  return isDone && !chain.isMember && /^(?:[A-Z]\w{0,100}\.){1,10}\w{0,100}Exception: /.test(text)
}

function joinHead(lines: readonly string[]): string {
  // A marker above the frames belongs to an error that has none.
  return lines.filter((line) => !marker.test(line.trim())).join('\n')
}

function readBetween(chain: Chain, text: string): void {
  const again = outer.exec(text)
  if (again !== null) {
    chain.current = chain.errors.push({ head: [again[1] ?? again[2] ?? ''], frames: [] }) - 1
  } else if (marker.test(text) && innerEnd.test(text)) {
    chain.current += 1
    // The heads were cut off.
    if (chain.current === chain.errors.length) chain.errors.push({ head: [], frames: [] })
  }
}

function errorsOf(chain: Chain): readonly ReadError[] {
  if (chain.errors.length === 0) openHeads(chain)
  return [...chain.errors].reverse().map(({ head, frames }, position): ReadError => {
    return { relation: chain.isMember ? 'member' : chainRelation(position), ...headOf(head), frames }
  })
}

function headOf(lines: readonly string[]): ErrorHead {
  const plain = lines.map((line) =>
    line
      .trim()
      .replace(banner, '')
      .replace(/^\[([\w.`]{1,200}(?: \(0x[0-9A-Fa-f]{1,8}\))?: .{0,1700})\]$/, '$1')
      // HRESULT or Win32 code of the error, which is no part of its type.
      .replace(/^([A-Za-z_][\w.`+]{0,200}) \((?:0x[0-9A-Fa-f]{1,8}|-?\d{1,12})\)(?=:)/, '$1')
  )
  const qualified = readHead(plain, /^((?:[A-Za-z_]\w{0,100}\.){1,20}[A-Za-z_][\w`+]{0,100})(?::(?:\s|$)|$)/)
  return qualified.type === undefined ? readHead(plain, typeHead) : qualified
}
