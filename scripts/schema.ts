import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderConfigSchema } from './config-schema.js'

/* The policy file's schema, for completion and checks in editors. */

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'schema/config.schema.json')
writeFileSync(file, renderConfigSchema())
