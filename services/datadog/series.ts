import { z } from 'zod'
import type { ServiceReply } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { listedErrors, plain } from './replies.js'
import { readBody } from './request-body.js'

/** A point that was taken. */
export interface AcceptedPoint {
  readonly metric: string
  readonly type: number
  /** Seconds since the epoch. */
  readonly timestamp: number
  readonly value: number
  readonly tags: readonly string[]
}

/** Bytes of a body. https://docs.datadoghq.com/api/latest/metrics/#submit-metrics */
const BODY_LIMIT = 500_000
const MAX_AHEAD_S = 10 * 60
const MAX_AGE_S = 60 * 60
/** Characters. https://docs.datadoghq.com/metrics/custom_metrics/#naming-custom-metrics */
const MAX_NAME = 200

const seriesBody = z.strictObject({
  series: z.array(
    z.strictObject({
      metric: z
        .string()
        .max(MAX_NAME)
        .regex(/^[a-z][\w.]*$/i),
      type: z.number().int().min(0).max(3).optional(),
      interval: z.number().int().optional(),
      points: z.array(z.strictObject({ timestamp: z.number().int(), value: z.number() })).min(1),
      tags: z.array(z.string()).optional(),
      resources: z.array(z.strictObject({ name: z.string(), type: z.string() })).optional(),
      unit: z.string().optional()
    })
  )
})

/**
 * Metrics intake. Datadog answers 202 before it reads the points and drops those of a wrong time; here they are refused, because
 * whoever sends them has made a mistake.
 */
export function seriesEndpoint(accepted: AcceptedPoint[], now: () => number): Endpoint {
  return {
    name: 'series',
    method: 'POST',
    pattern: '/api/v2/series',
    handler: ({ body }): ServiceReply => {
      if (Buffer.byteLength(JSON.stringify(body ?? null)) > BODY_LIMIT) {
        return listedErrors(413, 'Payload is too big')
      }
      const { series } = readBody(seriesBody, body, (reason) => listedErrors(400, reason))
      const points = series.flatMap(({ metric, type = 0, tags = [], points }) =>
        points.map((point) => ({ metric, type, tags, ...point }))
      )
      const seconds = now() / 1000
      const wrong = points.find(
        ({ timestamp }) => timestamp > seconds + MAX_AHEAD_S || timestamp < seconds - MAX_AGE_S
      )
      if (wrong) return listedErrors(400, `timestamp ${wrong.timestamp} of ${wrong.metric} is out of bounds`)
      accepted.push(...points)
      return plain({ errors: [] }, 202)
    }
  }
}
