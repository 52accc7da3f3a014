import { readFileSync } from 'node:fs'

/** What a real tool wrote, without its stack frames. */
export function readOutput(name: string): string {
  return readFileSync(new URL(`./outputs/${name}.txt`, import.meta.url), 'utf8')
}
