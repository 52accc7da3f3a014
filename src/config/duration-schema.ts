import * as z from 'zod'

const DURATION = 'write a duration such as 90m, 24h or 14d'

/** `90m`, `24h`, `14d`. */
export const durationSchema = z
  .string({ error: DURATION })
  .regex(/^\d{1,5}[mhd]$/, { error: DURATION })
  .describe('A duration: minutes, hours or days, such as 90m, 24h or 14d.')

/** A duration that something is looked for in: nothing is found in a window of 0. */
export const windowSchema = z
  .string({ error: DURATION })
  .regex(/^0*[1-9]\d{0,4}[mhd]$/, { error: `${DURATION}, longer than 0` })
  .describe('A duration above 0: minutes, hours or days, such as 90m, 24h or 14d.')
