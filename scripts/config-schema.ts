import * as z from 'zod'
import { policySchema } from '../src/config/policy-schema.js'

/** Text of schema/config.schema.json. */
export function renderConfigSchema(): string {
  const schema = z.toJSONSchema(policySchema, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
