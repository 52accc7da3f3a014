import * as z from 'zod'
import { patternsFileSchema } from '../src/config/patterns-schema.js'
import { policySchema } from '../src/config/policy-schema.js'

/** Text of schema/config.schema.json. */
export function renderConfigSchema(): string {
  return render(policySchema)
}

/** Text of schema/patterns.schema.json, for a file of patterns alone. */
export function renderPatternsSchema(): string {
  return render(patternsFileSchema)
}

function render(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), undefined, 2)}\n`
}
