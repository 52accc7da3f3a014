import { createHash } from 'node:crypto'

export interface KeptOutput {
  add(chunk: Buffer): void
  /** Bytes that were added in all. */
  readonly bytes: number
  /** SHA-256 of all bytes, in hex; ends the adding. */
  digest(): string
  /** Beginning and end; between them one line that says how much is left out. Invalid UTF-8 becomes U+FFFD. */
  text(): string
}

/**
 * Longest piece of a line that is given up where the output is cut: half a credential would pass the redactor, and no token
 * is longer than this.
 */
const CUT_PIECE_BYTES = 4096

/**
 * Takes output of any length in bounded memory: at most `maximumBytes` of it, half from the beginning and half from the end,
 * cut at line ends, and the digest of everything.
 */
export function createKeptOutput(maximumBytes: number): KeptOutput {
  const half = Math.floor(maximumBytes / 2)
  const hash = createHash('sha256')
  const head: Buffer[] = []
  let headBytes = 0
  let tail: Buffer[] = []
  let tailBytes = 0
  let bytes = 0

  function keepTail(chunk: Buffer): void {
    // A copy: a slice would hold on to the whole chunk that the stream read.
    tail.push(Buffer.from(chunk))
    tailBytes += chunk.length
    if (tailBytes < 4 * half) return
    const joined = Buffer.concat(tail)
    tail = [Buffer.from(joined.subarray(Math.max(0, joined.length - half)))]
    tailBytes = tail[0]?.length ?? 0
  }

  return {
    add: (chunk) => {
      hash.update(chunk)
      bytes += chunk.length
      const toHead = Math.min(half - headBytes, chunk.length)
      if (toHead > 0) {
        head.push(Buffer.from(chunk.subarray(0, toHead)))
        headBytes += toHead
      }
      if (toHead < chunk.length) keepTail(chunk.subarray(Math.max(0, toHead)))
    },
    get bytes() {
      return bytes
    },
    digest: () => hash.digest('hex'),
    text: () => {
      const rest = Buffer.concat(tail)
      if (bytes === headBytes + rest.length && rest.length <= half) {
        return Buffer.concat([...head, rest]).toString('utf8')
      }
      const start = upToLineEnd(Buffer.concat(head))
      const end = fromLineStart(rest.subarray(Math.max(0, rest.length - half)))
      return `${start.toString('utf8')}\n[${bytes - start.length - end.length} bytes left out]\n${end.toString('utf8')}`
    }
  }
}

function upToLineEnd(buffer: Buffer): Buffer {
  const last = buffer.lastIndexOf(0x0a)
  return buffer.subarray(0, Math.max(last, buffer.length - CUT_PIECE_BYTES, 0))
}

function fromLineStart(buffer: Buffer): Buffer {
  const first = buffer.indexOf(0x0a)
  const start = first === -1 ? CUT_PIECE_BYTES : Math.min(first + 1, CUT_PIECE_BYTES)
  return buffer.subarray(Math.min(start, buffer.length))
}
