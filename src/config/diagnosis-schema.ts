import * as z from 'zod'

const dollars = z.number().min(0).max(1_000)

const budget = z.strictObject({
  run: dollars.gt(0).default(0.05).describe('US dollars that one diagnosis may cost.'),
  day: dollars
    .default(1)
    .describe(
      'US dollars in a day (UTC) for runs that make a diagnosis and no fix; autofix.budget holds too.'
    )
})

/** A model's opinion of the cause, which may hold things back and never starts anything. */
export const diagnosisSchema = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe('Ask a small model without any tools for the cause, before the fix agent is started.'),
  model: z
    .string()
    .regex(/^[\w.:/@-]{1,200}$/, { error: 'write a model such as haiku' })
    .default('haiku')
    .describe('Model, by alias or full id.'),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .default(0.6)
    .describe('From this on a cause that is not in the code holds the fix back.'),
  budget: budget.prefault({}).describe('Ceilings in US dollars.'),
  minutes: z.number().min(1).max(30).default(3).describe('Limit of wall-clock minutes of one diagnosis.'),
  'propose-patterns': z
    .boolean()
    .default(true)
    .describe('Collect the patterns that diagnoses propose in one draft pull request for a person.')
})

export interface DiagnosisPolicy {
  readonly enabled: boolean
  readonly model: string
  readonly confidence: number
  /** US dollars. */
  readonly budget: { readonly run: number; readonly day: number }
  readonly minutes: number
  readonly proposePatterns: boolean
}

export function toDiagnosisPolicy(file: z.output<typeof diagnosisSchema>): DiagnosisPolicy {
  const { 'propose-patterns': proposePatterns, ...rest } = file
  return { ...rest, proposePatterns }
}
