import { createHash, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'

const folder = new URL('../../examples/github-app/', import.meta.url)

export function readAppFile(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8')
}

const page = readAppFile('create-app.html')

/** What stands between the tags, as a browser hashes it. */
export function contentOf(tag: string): string {
  const [, content] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag.split(' ')[0]}>`).exec(page) ?? []
  if (content === undefined) throw new Error(`the page has no <${tag}>`)
  return content
}

export function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

export function policyOf(): Readonly<Record<string, string>> {
  const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? []
  return Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.replace(/^\S+ /, '')]))
}

/** Of an element only what the script may touch: no markup can get into it. */
export interface Field {
  value: string
  textContent: string
  checked: boolean
  action: string
  target: string
}

export interface OpenPage {
  readonly at: (id: string) => Field
  /** What GitHub would receive, or `undefined` when the page held the form back. */
  readonly submit: () =>
    { readonly action: string; readonly manifest: string; readonly target: string } | undefined
  readonly paste: (text: string) => void
  /** The address as it stands after the page has started. */
  readonly address: () => string
}

/** Starts the page's script at the address, as a browser does; `memory` outlives the page, as a tab's does. */
export function openPage(address: string, memory = new Map<string, string>()): OpenPage {
  const fields = new Map<string, Field>()
  const listeners = new Map<string, (event: unknown) => unknown>()
  const at = (id: string): Field => {
    const field = fields.get(id) ?? { value: '', textContent: '', checked: false, action: '', target: '' }
    fields.set(id, field)
    return field
  }
  const element = (id: string): Field =>
    Object.assign(at(id), {
      addEventListener: (name: string, listener: (event: unknown) => unknown) =>
        listeners.set(`${id} ${name}`, listener)
    })
  at('manifest').textContent = contentOf('script type="application/json" id="manifest"')
  at('host').value = 'github.com'
  const location = new URL(address)
  let shown = address
  runInContext(
    contentOf('script'),
    createContext({
      document: { getElementById: element },
      location,
      URLSearchParams,
      crypto: webcrypto,
      history: { replaceState: (_: unknown, __: unknown, path: string) => (shown = path) },
      sessionStorage: {
        getItem: (key: string) => memory.get(key) ?? null,
        setItem: (key: string, value: string) => memory.set(key, value)
      }
    })
  )
  const submit: OpenPage['submit'] = () => {
    let held = false
    const form = at('create')
    listeners.get('create submit')?.({ target: form, preventDefault: () => (held = true) })
    return held ? undefined : { action: form.action, manifest: at('posted').value, target: form.target }
  }
  const paste = (text: string): void => {
    at('answer').value = text
    listeners.get('answer input')?.({})
  }
  return { at, submit, paste, address: () => shown }
}
