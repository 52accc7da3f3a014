import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type MutantResult } from '@stryker-mutator/api/core'

/** A line for each mutant that no test caught: where, what stood there and what the mutant put instead. */
export function survivorLines(root: string, results: readonly MutantResult[]): readonly string[] {
  const texts = new Map<string, readonly string[]>()
  return results
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map((mutant) => {
      const file = relative(root, join(root, relative(root, mutant.fileName)))
      const lines = texts.get(file) ?? readFileSync(join(root, file), 'utf8').split('\n')
      texts.set(file, lines)
      const kind = mutant.status === 'NoCoverage' ? 'no test' : 'survived'
      const { line, column } = mutant.location.start
      const original = short(cut(lines, mutant.location))
      return `${file}:${line}:${column} ${kind} ${mutant.mutatorName}: ${original} => ${short(mutant.replacement ?? '')}`
    })
}

function cut(lines: readonly string[], { start, end }: MutantResult['location']): string {
  const taken = lines.slice(start.line - 1, end.line)
  const last = taken.length - 1
  return taken
    .map((line, index) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined)
    )
    .join(' ')
}

function short(text: string): string {
  const flat = text.replace(/\s{1,200}/g, ' ')
  return flat.length > 160 ? `${flat.slice(0, 159)}…` : flat
}
