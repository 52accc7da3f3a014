import * as z from 'zod'
import type { SampleEvent, Track } from '../../flow/issue/issue.js'
import { known, knownText, unknown, type Known } from '../../flow/issue/known.js'
import type { VendorEvent } from './event-json.js'
import { readList } from './issue-json.js'
import { repositoryName } from './repository-name.js'
import { sampleSources, type SampleSources } from './sample-sources.js'
import { boundStack, boundText, longestMessage, longestName } from './text-bounds.js'

/** An event as it was read: beside what the flow knows of one, what further questions to Datadog are made of. */
export interface ReadSample extends SampleEvent {
  /** What the tracer calls this kind of operation, and its metrics by: `express.request`. Absent where the event is no span. */
  readonly spanName?: Known<string>
}

export interface FoundEvent {
  readonly sample: ReadSample
  /** The issue that the event itself names, in lower case; not every product lets it name one. */
  readonly issueId: string | undefined
  readonly stackCut: boolean
}

const cause = z.object({
  stack: z.string().catch(''),
  type: z.string().catch(''),
  message: z.string().catch('')
})

/** Picks what we use out of an event; `undefined` when it has no readable time. */
export function readEvent(track: Track, event: VendorEvent, confirmed: boolean): FoundEvent | undefined {
  const sources: SampleSources = sampleSources[track]
  const pick = (paths: readonly string[], limit = longestName): string | undefined => {
    const found = firstText(event.attributes, paths)
    return found === undefined ? undefined : boundText(found, limit)
  }
  const at = readTime(pick(sources.at))
  if (at === undefined) return undefined
  const whole = firstText(event.attributes, sources.stack)
  const bounded =
    whole === undefined ? undefined : boundStack(whole + causesOf(event.attributes, sources.causes))
  const commit = pick(sources.commit)
  const remote = pick(sources.repository)
  const sample: ReadSample = {
    track,
    eventId: event.id,
    at,
    confirmed,
    service: knownText(pick(sources.service), 'the event names no service'),
    env: knownText(pick(sources.env), 'the event has no env tag'),
    version: knownText(pick(sources.version), 'the event has no version tag'),
    errorType: knownText(pick(sources.errorType), 'the event names no error type'),
    errorMessage: knownText(pick(sources.errorMessage, longestMessage), 'the event has no error message'),
    stack: knownText(bounded?.stack, 'the event carries no stack trace'),
    commit: commitOf(commit),
    repository: repositoryOf(remote),
    vendorFingerprint: knownText(
      pick(sources.fingerprint),
      'the application sets no error fingerprint of its own'
    ),
    operation: knownText(
      operationOf({
        method: pick(sources.method),
        route: pick(sources.route),
        status: pick(sources.status),
        name: pick(sources.operation)
      }),
      'the event names no request, view or resource'
    ),
    ...(track === 'spans' && {
      spanName: knownText(pick(sources.spanName), 'the span does not say what kind of operation it is')
    })
  }
  return { sample, issueId: pick(sources.issueId)?.toLowerCase(), stackCut: bounded?.cut ?? false }
}

function commitOf(text: string | undefined): Known<string> {
  if (text === undefined) return unknown('the event has no git.commit.sha tag')
  return /^[0-9a-f]{7,64}$/i.test(text)
    ? known(text.toLowerCase())
    : unknown('the git.commit.sha tag is not a commit id')
}

function repositoryOf(text: string | undefined): Known<string> {
  if (text === undefined) return unknown('the event has no git.repository_url tag')
  const name = repositoryName(text)
  return name === undefined ? unknown('the git.repository_url tag is not a repository') : known(name)
}

interface Operation {
  readonly method: string | undefined
  readonly route: string | undefined
  readonly status: string | undefined
  /** What it is called where there is no request. */
  readonly name: string | undefined
}

function operationOf({ method, route, status, name }: Operation): string | undefined {
  if (route === undefined) return name === undefined ? undefined : withoutQuery(name)
  const request = [method, withoutQuery(route)].filter((part) => part !== undefined).join(' ')
  return answers.test(status ?? '') ? `${request}, answered with ${status}` : request
}

/** An SDK writes 0 where no answer came. */
const answers = /^[1-5]\d\d$/

/** The path of an address. A hash may be a client-side route or a Ruby method, and goes only when it carries parameters. */
function withoutQuery(text: string): string {
  return (
    text
      .replace(/\bhttps?:\/\/[^/?#\s]*/gi, '')
      .replace(/\?\S+/g, '')
      .replace(/#\S*=\S*/g, '') || '/'
  )
}

/** Causes come as a list; the stack as text gets them as a JVM writes them. */
function causesOf(attributes: unknown, path: string): string {
  const found = lookUp(attributes, path.split('.'))
  if (!Array.isArray(found)) return ''
  return readList(found, cause)
    .read.filter(({ stack }) => stack.trim() !== '')
    .map(({ stack, type, message }) => {
      const headline = [type, message].filter((part) => part !== '').join(': ')
      const hasHeadline = headline === '' || stack.startsWith(type || message)
      return `\nCaused by: ${hasHeadline ? '' : `${headline}\n`}${stack}`
    })
    .join('')
}

function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = /^\d{13}$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** The first source that holds a text that is not blank. */
function firstText(
  attributes: Readonly<Record<string, unknown>>,
  sources: readonly string[]
): string | undefined {
  for (const source of sources) {
    const found = source.startsWith('tag:')
      ? tagValue(attributes['tags'], source.slice('tag:'.length))
      : lookUp(attributes, source.split('.'))
    const text = typeof found === 'number' ? String(found) : found
    if (typeof text === 'string' && text.trim() !== '') return text
  }
  return undefined
}

function tagValue(tags: unknown, name: string): string | undefined {
  if (!Array.isArray(tags)) return undefined
  const found = tags.find(
    (tag): tag is string => typeof tag === 'string' && tag.toLowerCase().startsWith(`${name}:`)
  )
  return found?.slice(name.length + 1)
}

/** Finds a path whether it is nested or spelled with dots: `{ error: { stack } }` as well as `{ 'error.stack': … }`. */
function lookUp(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return value
  if (typeof value !== 'object' || value === null) return undefined
  for (let length = 1; length <= path.length; length += 1) {
    const key = path.slice(0, length).join('.')
    if (!Object.hasOwn(value, key)) continue
    const found = lookUp((value as Readonly<Record<string, unknown>>)[key], path.slice(length))
    if (found !== undefined) return found
  }
  return undefined
}
