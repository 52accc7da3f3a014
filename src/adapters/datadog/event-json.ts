import * as z from 'zod'
import { requiredList } from './issue-json.js'

/*
 * The envelopes of event search and aggregation. What stands inside an event is picked field by field in sample.ts.
 */

const meta = z
  .object({ status: z.string().optional().catch(undefined), warnings: z.array(z.unknown()).catch([]) })
  .optional()
  .catch(undefined)
type Meta = z.infer<typeof meta>

export const eventsReply = z.object({ data: requiredList, meta })

export const vendorEvent = z.object({ id: z.string().min(1), attributes: z.record(z.string(), z.unknown()) })
export type VendorEvent = z.infer<typeof vendorEvent>

/** The reference says `computes`; spans really answer with `compute`. */
const bucket = z.object({
  by: z.record(z.string(), z.unknown()).catch({}),
  compute: z.unknown().optional(),
  computes: z.unknown().optional()
})

const spanBucket = z.object({ attributes: bucket }).transform(({ attributes }) => attributes)

/** Logs and RUM put their buckets one level deeper than spans do. */
export const bucketsReply = z
  .object({
    data: z.union([z.array(z.unknown()), z.object({ buckets: requiredList })]),
    meta
  })
  .transform(({ data, meta }) => ({
    buckets: Array.isArray(data)
      ? data.map((item) => spanBucket.safeParse(item).data)
      : data.buckets.map((item) => bucket.safeParse(item).data),
    meta
  }))

const point = z.object({
  time: z.union([z.string(), z.number()]),
  value: z.number().min(0).max(Number.MAX_SAFE_INTEGER)
})

export interface Point {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly count: number
}

export interface Bucket {
  /** Values of the facets that the counts are split by, by facet. */
  readonly by: Readonly<Record<string, string>>
  /** `undefined` marks a point that cannot be read. */
  readonly points: readonly (Point | undefined)[]
}

/** `undefined` when there is no time series in it. */
export function readBucket({ by, compute, computes }: z.infer<typeof bucket>): Bucket | undefined {
  const series = seriesIn(computes) ?? seriesIn(compute)
  return (
    series && {
      by: Object.fromEntries(
        Object.entries(by).flatMap(([facet, value]) =>
          typeof value === 'string' || typeof value === 'number' ? [[facet, String(value)]] : []
        )
      ),
      points: series.map(readPoint)
    }
  )
}

/** Datadog gave up half way, or has something to say about the result. */
export function isPartial(meta: Meta): boolean {
  return timedOut(meta) || (meta !== undefined && meta.warnings.length > 0)
}

/** Datadog gave up half way: what it counted is not all. */
export function timedOut(meta: Meta): boolean {
  return meta?.status === 'timeout'
}

function seriesIn(values: unknown): readonly unknown[] | undefined {
  if (typeof values !== 'object' || values === null) return undefined
  return Object.values(values).find((value): value is readonly unknown[] => Array.isArray(value))
}

function readPoint(item: unknown): Point | undefined {
  const read = point.safeParse(item).data
  const at = typeof read?.time === 'string' ? Date.parse(read.time) : read?.time
  return read === undefined || at === undefined || Number.isNaN(at) ? undefined : { at, count: read.value }
}
