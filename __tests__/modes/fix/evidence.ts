import type { Turn } from '../../../services/anthropic/developer.js'

/** Where the brief says that the evidence is. */
export function evidencePathIn({ brief }: Turn): string {
  const [path = ''] = /\/\S+production-error\.json/.exec(brief) ?? []
  if (path === '') throw new Error('The brief does not say where the evidence is')
  return path
}

/** The evidence as the agent has just read it; the program numbers the lines of a file. */
export function recorded({ results }: Turn): Readonly<Record<string, unknown>> {
  const text = results.find((result) => result.text.includes('"canary"'))?.text ?? ''
  const lines = text.split('\n').map((line) => line.replace(/^\s*\d+(?:→|\t)/, ''))
  const json = lines.slice(lines.indexOf('{'), lines.indexOf('}') + 1).join('\n')
  return JSON.parse(json) as Readonly<Record<string, unknown>>
}
