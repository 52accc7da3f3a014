import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderReadme } from './render-readme.js'

/* Writes the tables of the README between their markers, from action.yml and from the code. */

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'README.md')
writeFileSync(file, renderReadme(readFileSync(file, 'utf8')))
