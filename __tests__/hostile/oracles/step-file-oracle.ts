import { readManifest } from '../../../services/runner/manifest.js'
import { findUnseen } from './seen-characters.js'

/**
 * What the runner reads in a file of `name=value` lines and `name<<delimiter` blocks.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function readStepFile(text: string): readonly (readonly [name: string, value: string])[] {
  const set: (readonly [string, string])[] = []
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')]
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const end = lines.indexOf(line.slice(heredoc + 2), index + 1)
      if (end < 0) throw new Error(`"${line}" has no end`)
      set.push([line.slice(0, heredoc), lines.slice(index + 1, end).join('\n')])
      index = end
    } else if (equals >= 0) {
      set.push([line.slice(0, equals), line.slice(equals + 1)])
    } else {
      throw new Error(`"${line}" is no line of the format`)
    }
  }
  return set
}

/** Later steps put outputs into commands and conditions: each is one of ours, once, and nothing but a plain word or an address. */
export function findForgedOutputs(text: string): readonly string[] {
  const known = Object.keys(readManifest().outputs)
  const set = readStepFile(text)
  const names = set.map(([name]) => name)
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `not ours: ${name.slice(0, 60)}`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `twice: ${name}`),
    ...set.flatMap(([name, value]) => [
      ...(/^[\w./:@#,+-]*$/.test(value) ? [] : [`${name} is ${JSON.stringify(value.slice(0, 80))}`]),
      ...findUnseen(value).map((sign) => `${name}: ${sign}`)
    ])
  ]
}
