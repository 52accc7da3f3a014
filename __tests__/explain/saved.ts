import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from '@jest/globals'
import { runExplain, type Told } from '../../explain/run-explain.js'
import { SEARCH_PATH } from '../adapters/git/checkout.js'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'explain-'))
  folders.push(folder)
  return folder
}

/** One of the saved issues in examples/issues, parsed. */
export function example(name: 'backend-null' | 'bare-issue' | 'flutter-rum') {
  return JSON.parse(readFileSync(join(root, 'examples/issues', `${name}.json`), 'utf8'))
}

/** Writes the value, or the text as it is, and explains it from an empty folder. */
export async function explainSaved(saved: unknown, ...options: readonly string[]): Promise<Told> {
  const folder = makeFolder()
  writeFileSync(join(folder, 'saved.json'), typeof saved === 'string' ? saved : JSON.stringify(saved))
  return explainIn(folder, 'saved.json', ...options)
}

export async function explainIn(current: string, ...args: readonly string[]): Promise<Told> {
  return runExplain(args, { current, program: root, searchPath: SEARCH_PATH })
}

/** The lines of a section of the text, by its title in capitals. */
export function sectionOf({ text }: Told, title: string): readonly string[] {
  const lines = text.split('\n')
  const start = lines.indexOf(title)
  if (start < 0) throw new Error(`There is no section ${title} in:\n${text}`)
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^[A-Z]/.test(line))
  return rest
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
