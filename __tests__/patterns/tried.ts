import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from '@jest/globals'
import { runPatterns, type Told } from '../../patterns/run-patterns.js'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Runs the command in a folder with these files; what is no text is written as JSON. */
export async function runIn(
  files: Readonly<Record<string, unknown>>,
  ...args: readonly string[]
): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'patterns-'))
  folders.push(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return runPatterns(args, { current: folder, now: Date.parse('2026-11-22T12:00:00Z') })
}

/** The reply of an issue as Datadog gives it, without others beside it. */
export function savedIssue(id: number, attributes: Readonly<Record<string, unknown>> = {}): object {
  return {
    data: {
      id: `${String(id).padStart(8, '0')}-c47d-11f0-9b2e-da7ad0900002`,
      type: 'issue',
      attributes: {
        error_type: 'TimeoutError',
        error_message: 'Timed out after 3012 ms',
        file_path: '/app/src/pay/charge.ts',
        is_crash: false,
        languages: ['TYPESCRIPT'],
        platform: 'BACKEND',
        service: 'checkout',
        state: 'OPEN',
        first_seen: 1_794_945_972_093,
        first_seen_version: '4.18.0',
        last_seen: 1_795_013_551_407,
        last_seen_version: '4.18.1',
        ...attributes
      }
    }
  }
}

/** The lines of an issue's or the last section of the text, by its title in capitals. */
export function sectionOf({ text, problem }: Told, title: string): readonly string[] {
  const lines = text.split('\n')
  const start = lines.indexOf(title)
  if (start < 0) throw new Error(`There is no section ${title} in:\n${text}${problem}`)
  const rest = lines.slice(start + 1)
  return rest.slice(0, rest.indexOf('')).map((line) => line.trim())
}
