import { spawnSync } from 'node:child_process'
import type { StartedProcess } from './started-process.js'

/** `strace`, where it is installed and may trace; else an empty string. */
export function tracer(): string {
  const tried = spawnSync('strace', [
    '-f',
    '-qq',
    '--seccomp-bpf',
    '-e',
    'trace=execve',
    '-o',
    '/dev/null',
    'true'
  ])
  return tried.status === 0 ? 'strace' : ''
}

const CALL = /^\d+ +(?:execve\(|execveat\(\S+ )("(?:[^"\\]|\\.)*"), (\[.*\]), (\[.*\])(?:, [A-Z_|0]+)?\) = 0$/

/** Every program that was executed, in order; the first is the action itself and is left out. */
export function readTrace(text: string): readonly StartedProcess[] {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, file, argv, env] = CALL.exec(line) ?? []
      if (file === undefined || argv === undefined || env === undefined) return []
      const variables = readStrings(env).map((pair): [string, string] => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at), pair.slice(at + 1)]
      })
      const [path = ''] = readStrings(file)
      return [
        { source: 'tree' as const, file: path, argv: readStrings(argv), env: Object.fromEntries(variables) }
      ]
    })
    .slice(1)
}

/** Strings as strace writes them: those of C, with octal numbers for what cannot be printed. */
function readStrings(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inside = '']) =>
    inside.replace(/\\([0-7]{1,3}|.)/g, (_, sign: string) => {
      if (/^[0-7]/.test(sign)) return String.fromCharCode(parseInt(sign, 8))
      return CONTROLS[sign] ?? sign
    })
  )
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' }
