import { readFileSync } from 'node:fs'
import { readMarkedTraces, type MarkedTrace } from './marked-trace.js'

/** Language of each file of `traces`, as the tables name it. */
const files: Readonly<Record<string, string>> = {
  'javascript-v8-node': 'javascript (V8)',
  'javascript-browser-v8': 'javascript (V8)',
  'javascript-firefox': 'javascript (Firefox)',
  'javascript-safari': 'javascript (Safari)',
  'javascript-hermes': 'javascript (Hermes)',
  python: 'python',
  java: 'java',
  kotlin: 'kotlin',
  scala: 'scala',
  go: 'go',
  ruby: 'ruby',
  php: 'php',
  dotnet: 'c#',
  'dotnet-mono': 'c#',
  dart: 'dart',
  apple: 'swift, objective-c',
  rust: 'rust',
  elixir: 'elixir'
}

/** The traces of our own: printed by small programs that were really run, or written from a documented format. */
export function ownTraces(): readonly MarkedTrace[] {
  return Object.entries(files).flatMap(([file, language]) =>
    readMarkedTraces(language, readFileSync(new URL(`traces/${file}.txt`, import.meta.url), 'utf8'))
  )
}
