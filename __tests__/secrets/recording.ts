import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LoggedRequest } from '../../services/kit/service.js'
import { bundle, type StepOptions, type StepResult } from '../../services/runner/embedded-runner.js'
import { kindOf, type StartedProcess } from './started-process.js'
import { readTrace } from './trace.js'

/** A text that a process got, or that left one, and where. */
export interface Text {
  readonly where: string
  readonly text: string
}

/** One run of the action, with all that it started and all that it wrote. */
export interface Recording {
  readonly result: StepResult
  readonly processes: readonly StartedProcess[]
  /** `host:port` of every connection that our process opened. */
  readonly connections: readonly string[]
  readonly requests: readonly LoggedRequest[]
  readonly texts: readonly Text[]
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export interface RecordedStep {
  /** A new folder. */
  readonly folder: string
  /** `strace`, or nothing: then the programs that our children execute are not listed. */
  readonly tracer: string
  /** Scripts that are loaded into the action's process beside the recorder. */
  readonly preloads?: readonly string[]
}

/** What makes a step of the embedded runner one that is recorded. */
export function recorded(
  step: Partial<StepOptions>,
  { folder, tracer, preloads = [] }: RecordedStep
): Partial<StepOptions> {
  mkdirSync(join(folder, 'kept'), { recursive: true })
  mkdirSync(join(folder, 'system-tmp'))
  return {
    ...step,
    script: path('launch.cjs'),
    env: {
      ...step.env,
      TMPDIR: join(folder, 'system-tmp'),
      SECRETS_RECORDING: folder,
      SECRETS_TRACER: tracer,
      SECRETS_BUNDLE: bundle,
      SECRETS_PRELOADS: [path('preload.cjs'), ...preloads].join('\n')
    }
  }
}

type Event =
  | {
      readonly kind: 'process'
      readonly number: number
      readonly file: string
      readonly argv: readonly string[]
      readonly env: readonly string[]
      readonly cwd: string
      readonly stdio: readonly string[]
    }
  | { readonly kind: 'stdin'; readonly number: number; readonly bytes: string }
  | { readonly kind: 'connection'; readonly to: string }
  | { readonly kind: 'change'; readonly name: string; readonly parts: readonly string[] }

/** Everything that was recorded in the folder, and the requests that came in meanwhile. */
export function readRecording(
  folder: string,
  result: StepResult,
  requests: readonly LoggedRequest[]
): Recording {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n')
  const events = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Event)
  const trace = join(folder, 'trace')
  const tree = existsSync(trace) ? readTrace(readFileSync(trace, 'latin1')) : []
  const processes = [...startedIn(events), ...tree]
  return {
    result,
    processes,
    connections: events.flatMap((event) => (event.kind === 'connection' ? [event.to] : [])),
    requests,
    texts: [
      ...printed(result),
      ...processes.flatMap(textsOfProcess),
      ...requests.flatMap(textsOfRequest),
      ...events.flatMap((event) => (event.kind === 'change' ? [textOfChange(event)] : [])),
      ...keptFiles(join(folder, 'kept')),
      ...keptObjects(join(folder, 'kept'))
    ]
  }
}

function startedIn(events: readonly Event[]): readonly StartedProcess[] {
  const stdin = new Map<number, Buffer[]>()
  for (const event of events) {
    if (event.kind === 'stdin')
      stdin.set(event.number, [...(stdin.get(event.number) ?? []), Buffer.from(event.bytes, 'base64')])
  }
  return events.flatMap((event) => {
    if (event.kind !== 'process') return []
    const { number, file, argv, cwd, stdio } = event
    const pairs = event.env.map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    })
    const written = Buffer.concat(stdin.get(number) ?? []).toString('latin1')
    return [{ source: 'action', file, argv, env: Object.fromEntries(pairs), cwd, stdin: written, stdio }]
  })
}

function textsOfProcess(started: StartedProcess): readonly Text[] {
  const { file, argv, env, cwd = '', stdin = '' } = started
  const kind = kindOf(started) ?? 'a process of no known kind'
  return [
    { where: `argv of ${kind}`, text: [file, ...argv].join('\n') },
    { where: `folder of ${kind}`, text: cwd },
    { where: `stdin of ${kind}`, text: stdin },
    ...Object.entries(env).map(([name, text]) => ({
      where: `env ${name} of ${kind}`,
      text: `${name}=${text}`
    }))
  ]
}

function textsOfRequest({ service, path: address, body, headers }: LoggedRequest): readonly Text[] {
  return [
    { where: `path to ${service}`, text: address },
    { where: `body to ${service}`, text: body },
    ...Object.entries(headers).map(([name, text]) => ({
      where: `header ${name} to ${service}`,
      text: headerText(name, text)
    }))
  ]
}

/** Basic authentication as it is meant, too. */
function headerText(name: string, value: string): string {
  const [, basic] = /^basic (\S+)$/i.exec(value) ?? []
  return `${name}: ${value}${basic === undefined ? '' : `\n${Buffer.from(basic, 'base64').toString('latin1')}`}`
}

function printed({ stdout, stderr }: StepResult): readonly Text[] {
  const lines = stdout.split('\n')
  const isMask = (line: string): boolean => line.startsWith('::add-mask::')
  return [
    ...lines.filter(isMask).map((text) => ({ where: 'mask', text })),
    { where: 'stdout', text: lines.filter((line) => !isMask(line)).join('\n') },
    { where: 'stderr', text: stderr }
  ]
}

function textOfChange({ name, parts }: Extract<Event, { kind: 'change' }>): Text {
  return {
    where: `change of the file system by ${name}`,
    text: parts.map((part) => Buffer.from(part, 'base64').toString('latin1')).join('\n')
  }
}

/** Paths of everything below a folder, links not followed. */
function below(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
}

/** Without the number and the reason of the copy: what is left is the path in the step. */
function nameOf(place: string): string {
  return place.replace(/^\d+-(?:left|removed)-/, '')
}

function keptFiles(folder: string): readonly Text[] {
  const places = below(folder)
  const contents = places.flatMap((place) => {
    const stat = lstatSync(join(folder, place))
    const where = `file ${nameOf(place)}`
    if (stat.isSymbolicLink()) return [{ where, text: readlinkSync(join(folder, place)) }]
    return stat.isFile() ? [{ where, text: readFileSync(join(folder, place), 'latin1') }] : []
  })
  return [{ where: 'names of files', text: places.map(nameOf).join('\n') }, ...contents]
}

/** Git packs what it keeps: its objects are read through git itself. */
function keptObjects(folder: string): readonly Text[] {
  return below(folder)
    .filter((place) => /(?:^|\/)objects$/.test(place) && existsSync(join(folder, place, '..', 'HEAD')))
    .map((place) => ({
      where: `git objects of ${nameOf(relative('.', place))}`,
      text: gitObjects(join(folder, place, '..'))
    }))
}

/** The content of every object of a repository. */
export function gitObjects(directory: string): string {
  const args = ['--git-dir', directory, 'cat-file', '--batch-all-objects', '--batch']
  return execFileSync('git', args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 }).toString(
    'latin1'
  )
}
