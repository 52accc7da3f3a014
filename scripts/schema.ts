import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderConfigSchema, renderPatternsSchema } from './config-schema.js'

/* Schemas of the policy file and of a file of patterns, for completion and checks in editors. */

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'schema')
writeFileSync(join(folder, 'config.schema.json'), renderConfigSchema())
writeFileSync(join(folder, 'patterns.schema.json'), renderPatternsSchema())
