import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const skipped = new Set(['node_modules', 'build', 'dist', 'demo-output', 'coverage', '.git'])

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Paths below a folder of the project, of files with the ending. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry): readonly string[] => {
      const path = relative(root, join(root, folder, entry.name))
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, ending)
      return entry.name.endsWith(ending) ? [path] : []
    })
    .sort()
}

export interface CodeBlock {
  readonly language: string
  readonly text: string
}

const FENCED = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(FENCED)].map(([, , language = '', text = '']) => ({ language, text }))
}

/** Targets of links and images; what stands in code is none. */
export function linkTargets(markdown: string): readonly string[] {
  const prose = markdown.replace(FENCED, '')
  // The words of a link may be code; its target is not.
  return [...prose.matchAll(/`[^`\n]*`(?!\]\()|\]\(([^()\s]+)\)/g)].flatMap(([, target]) => target ?? [])
}

/** Addresses of the headings, as GitHub makes them. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = markdown.replace(FENCED, '').matchAll(/^#{1,6} (.+)$/gm)
  return new Set(
    [...headings].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-')
    )
  )
}

/** Cells of the rows of a table, without its head, under the heading. */
export function tableUnder(markdown: string, heading: string): readonly (readonly string[])[] {
  const section = markdown.split(/^#{1,6} /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
  )
}
