import { readdirSync, readFileSync } from 'node:fs'
import { parse } from '@cdktf/hcl2json'

// The parser is a Go program that never ends. Its runtime sets timers, and the tests' process would wait for them.
const { setTimeout: wait } = globalThis
globalThis.setTimeout = Object.assign((...given: Parameters<typeof wait>) => wait(...given).unref(), wait)

const folder = new URL('../../examples/terraform/', import.meta.url)

/** The body of a block: attributes are literals, expressions as text `${…}`, or lists and maps of them; blocks are lists of bodies. */
export type Body = Readonly<Record<string, unknown>>

export interface Resource {
  readonly type: string
  readonly name: string
  readonly body: Body
}

export interface Configuration {
  readonly resources: readonly Resource[]
  readonly locals: Body
  readonly variables: Readonly<Record<string, Body>>
  readonly outputs: Readonly<Record<string, Body>>
}

type Blocks = Readonly<Record<string, readonly Body[]>>

/** What a `.tf` file, or several of them, say. */
export async function readConfiguration(files: ReadonlyMap<string, string>): Promise<Configuration> {
  const parsed: readonly Body[] = await Promise.all([...files].map(([name, text]) => parse(name, text)))
  return {
    resources: parsed.flatMap(resourcesOf),
    locals: Object.assign({}, ...parsed.flatMap((file) => (file['locals'] ?? []) as Body[])) as Body,
    variables: bodiesOf(parsed, 'variable'),
    outputs: bodiesOf(parsed, 'output')
  }
}

/** The files of the example. */
export function readFiles(): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'))
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
}

function resourcesOf(file: Body): readonly Resource[] {
  const types = Object.entries((file['resource'] ?? {}) as Record<string, Blocks>)
  return types.flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, bodies]) => bodies.map((body) => ({ type, name, body })))
  )
}

function bodiesOf(files: readonly Body[], kind: string): Readonly<Record<string, Body>> {
  const named = files.flatMap((file) => Object.entries((file[kind] ?? {}) as Blocks))
  return Object.fromEntries(named.flatMap(([name, bodies]) => bodies.map((body) => [name, body])))
}

/** The text with each `${expression}` replaced by its value; an expression without a value is an error. */
export function render(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^{}]*)\}/g, (_, expression: string) => {
    const value = values[expression]
    if (value === undefined) throw new Error(`no value is given for \${${expression}}`)
    return value
  })
}

/** Every text of the body and of its blocks. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
