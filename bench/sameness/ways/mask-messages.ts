import { createDrain } from './drain.js'
import { plainWay, type MessageWay } from './way.js'

const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi
const timestamp = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g

type Mask = readonly [pattern: RegExp, mask: string]

/** In the order in which trackers document theirs: what is longer and more certain first. */
const trackerMasks: readonly Mask[] = [
  [/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b/g, '<email>'],
  [/\b(?:https?|wss?|ftp|file):\/\/[^\s'")\]]{1,2000}/gi, '<url>'],
  [uuid, '<uuid>'],
  [/\b[0-9a-f]{32}(?:[0-9a-f]{8}(?:[0-9a-f]{24})?)?\b/gi, '<hash>'],
  [timestamp, '<date>'],
  [/\b\d{4}-\d\d-\d\d\b/g, '<date>'],
  [/\b\d{1,9}(?:\.\d{1,9})?(?:ns|µs|ms|s|m|h)\b/g, '<duration>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '<ip>'],
  [/\b(?:[0-9a-f]{1,4}:){2,7}:?[0-9a-f]{1,4}\b/gi, '<ip>'],
  [/\b0x[0-9a-f]{1,16}\b/gi, '<hex>'],
  [/\b(?=[a-f]{0,8}\d)(?=\d{0,8}[a-f])[0-9a-f]{8,16}\b/gi, '<hex>'],
  [/'[^']{1,200}'|"[^"]{1,200}"/g, '<quoted>'],
  [/-?\b\d{1,18}(?:\.\d{1,18})?\b/g, '<number>']
]

export const rawText = plainWay('raw text', (message: string) => message)

/** Well-known ways to make a template of a message. */
export const messageWays: readonly MessageWay[] = [
  rawText,
  plainWay('digits replaced', (message: string) => message.replace(/\d+/g, '0')),
  plainWay('UUID, date and number masks, cut at 200', (message: string) =>
    message.replace(uuid, '<uuid>').replace(timestamp, '<date>').replace(/\d+/g, '<number>').slice(0, 200)
  ),
  plainWay("a tracker's list of masks", (message: string) =>
    trackerMasks.reduce((text, [pattern, mask]) => text.replace(pattern, mask), message)
  ),
  { name: 'Drain tree (depth 4, similarity 0.4)', learn: createDrain }
]
