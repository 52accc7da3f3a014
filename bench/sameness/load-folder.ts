import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EventRow, FrameRow, MessageRow, SamenessData } from './rows.js'

const tier = z.enum(['core', 'natural', 'hard', 'policy']).catch('core').optional()
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const event = z.object({ type: text, message: text, stack: text })
const frame = z.object({
  function: z.string().nullable().optional(),
  file: z.string().nullable().optional(),
  line: z.number().nullable().optional(),
  column: z.number().nullable().optional(),
  in_app: z.boolean().nullable().optional()
})

const messageRow = z.object({
  id: z.string(),
  source: z.string(),
  kind: z.string(),
  tier,
  a: z.string(),
  b: z.string(),
  same: z.boolean()
})
const eventRow = z.object({
  id: z.string(),
  language: z.string(),
  perturbation: z.string(),
  tier,
  a: event,
  b: event,
  same: z.boolean()
})
const frameRow = z.object({
  id: z.string(),
  language: z.string(),
  stack: z.string(),
  frames: z.array(frame),
  complete: z.boolean(),
  optional: z.number().optional()
})

/**
 * A folder of a team's own rows: `normalise.jsonl`, `stacks.jsonl` and `frames.jsonl`, each with one row a line in the shapes of
 * `rows.ts`. A file that is not there has no rows. Throws for a line that is no such row, and names it.
 */
export function loadFolder(folder: string): SamenessData {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`)
  return {
    messages: readRows(join(folder, 'normalise.jsonl'), (value) =>
      withoutAbsent<MessageRow>(messageRow.parse(value))
    ),
    events: readRows(join(folder, 'stacks.jsonl'), (value) => withoutAbsent<EventRow>(eventRow.parse(value))),
    traces: readRows(join(folder, 'frames.jsonl'), (value) => {
      const row = frameRow.parse(value)
      return withoutAbsent<FrameRow>({ ...row, frames: row.frames.map((each) => withoutAbsent(each)) })
    }),
    culprits: []
  }
}

function readRows<Row>(file: string, read: (value: unknown) => Row): readonly Row[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return []
      try {
        return [read(JSON.parse(line))]
      } catch (error) {
        throw new Error(`${file}, line ${at + 1}, is not a row of the documented shape.`, { cause: error })
      }
    })
}

/** A key without a value is a key that is not there. */
function withoutAbsent<Row extends object>(row: { readonly [Key in keyof Row]: Row[Key] | undefined }): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row
}
