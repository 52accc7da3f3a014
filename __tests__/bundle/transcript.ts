import type { RepositoryDispatch } from '../../services/github/dispatches.js'
import type { LoggedRequest } from '../../services/kit/service.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'

export interface Performance {
  readonly title: string
  readonly result: StepResult
  /** Of each vendor, in the order in which it was asked. */
  readonly requests: Readonly<Record<string, readonly LoggedRequest[]>>
  readonly dispatches: readonly RepositoryDispatch[]
  /** How long each vendor's replies were held back, in milliseconds. */
  readonly latenciesMs: Readonly<Record<string, number>>
}

/** What changes from run to run, and what stands in its place. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:<port>'],
  [/\/[\w./-]*\/runner-\w{6}\//g, '<temp>/'],
  [/\b[0-9a-f]{40}\b/g, '<sha>'],
  [/@[0-9a-f]{7}\b/g, '@<sha>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g, '<time>'],
  [/\b1\d{12}\b/g, '<milliseconds>'],
  [/\b\d+ ms\b/g, '<n> ms'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>']
]

/** The whole run as one text for people. Ids in `fixed` are of the scene and stay as they are. */
export function renderTranscript(performance: Performance, fixed: readonly string[]): string {
  const { title, result, requests, dispatches, latenciesMs } = performance
  const text = [
    title,
    section('log', result.log),
    section('exit code', [String(result.exitCode)]),
    section('standard error', lines(result.stderr)),
    section(
      'outputs',
      Object.entries(result.outputs).map(([name, value]) => `${name}: ${value}`.trimEnd())
    ),
    ...Object.entries(requests).map(([vendor, asked]) =>
      section(`requests to ${vendor}`, inOrder(asked, latenciesMs[vendor] ?? 0).map(describeRequest))
    ),
    section(
      'dispatches',
      dispatches.flatMap(({ event_type, client_payload }) => [
        event_type,
        ...JSON.stringify(client_payload, undefined, 2).split('\n')
      ])
    )
  ].join('\n\n')
  return `${normalise(text, fixed)}\n`
}

function section(name: string, content: readonly string[]): string {
  const shown = content.length === 0 ? ['(nothing)'] : content.flatMap((each) => each.split('\n'))
  return [`${name}:`, ...shown.map((line) => `  ${line}`.trimEnd())].join('\n')
}

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function describeRequest({ method, path, status }: LoggedRequest): string {
  return `${method} ${decodeURIComponent(path)} ${status}`
}

/** Requests that came before the first of them can have been answered went side by side: then chance decides who is first. */
function inOrder(requests: readonly LoggedRequest[], latencyMs: number): readonly LoggedRequest[] {
  const groups: LoggedRequest[][] = []
  for (const request of [...requests].sort((a, b) => a.at - b.at)) {
    const group = groups.at(-1)
    const first = group?.[0]
    // A timer may fire a little early.
    if (group && first && request.at < first.at + latencyMs - 2) group.push(request)
    else groups.push([request])
  }
  return groups.flatMap((group) => group.sort((a, b) => compare(describeRequest(a), describeRequest(b))))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function normalise(text: string, fixed: readonly string[]): string {
  return CHANGING.reduce(
    (shown, [expression, replacement]) =>
      shown.replace(expression, (found) =>
        fixed.includes(found) ? found : found.replace(expression, replacement)
      ),
    text
  )
}
