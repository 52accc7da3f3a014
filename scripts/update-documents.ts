import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { documents, renderDocument, type DocumentName } from './render-documents.js'

/* Writes the generated tables of the documents between their markers, from action.yml and from the code. */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
for (const name of Object.keys(documents) as DocumentName[]) {
  const file = join(root, name)
  writeFileSync(file, renderDocument(name, readFileSync(file, 'utf8')))
}
