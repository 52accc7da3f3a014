import * as z from 'zod'
import type { DeploysPolicy } from '../flow/decision/attribution/deploys-policy.js'

const ENVIRONMENT = {
  error: 'write the name of an environment, such as production, prod-* or {service}-prod'
}
const SERVICE = { error: 'write the name of a service as Datadog knows it' }
const NAME = { error: 'write the name that deploys go by; * stands for any run of characters' }
const LOOKBACK = { error: 'write a number of days up to 90, such as 28d' }

const environment = z
  .string(ENVIRONMENT)
  .min(1, ENVIRONMENT)
  // Another placeholder would never match anything.
  .refine((text) => !/[{}]/.test(text.replaceAll('{service}', '')), ENVIRONMENT)

/** What counts as a deploy to production, and how it is matched with the services of Datadog. */
export const deploysSchema = z
  .strictObject({
    environments: z
      .array(environment, { error: 'write a list of environments' })
      .min(1, { error: 'write at least one environment, such as production' })
      .default(['production', 'prod', 'prd', 'live', 'production-*', 'prod-*', '*-production', '*-prod'])
      .describe(
        'Environments of GitHub and Datadog that are production; * stands for any run of characters, {service} for the name of the service.'
      ),
    services: z
      .record(z.string().min(1, NAME), z.string(SERVICE).min(1, SERVICE))
      .default({})
      .describe(
        'Name that deploys go by (in their service, environment or tag; a glob) to the service in Datadog; the first match wins.'
      ),
    releases: z
      .boolean({ error: 'write true or false' })
      .default(true)
      .describe('A published release counts as a deploy where no deployment tells of it.'),
    lookback: z
      .string(LOOKBACK)
      .regex(/^(?:[1-9]|[1-8]\d|90)d$/, LOOKBACK)
      .default('28d')
      .describe('How far back deploys are read, to tell how often one is near by luck.')
  })
  .describe('Deploys that an error may have come with.')

export type DeploysFile = z.output<typeof deploysSchema>

export function toDeploysPolicy(file: DeploysFile): DeploysPolicy {
  return {
    environments: file.environments,
    services: Object.entries(file.services).map(([name, service]) => ({ name, service })),
    releases: file.releases,
    lookbackDays: Number(file.lookback.slice(0, -1))
  }
}
