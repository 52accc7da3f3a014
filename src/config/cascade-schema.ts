import * as z from 'zod'
import type { CascadePolicy } from '../flow/decision/cascade/cascade-policy.js'
import { glob } from './ownership-schema.js'

const CHILDREN = { error: 'write suppress or link' }
const HOSTS = { error: 'write a list of hosts in which * stands for anything, such as "*.example.com"' }
const UPSTREAMS = { error: 'write the services that each service depends on: checkout: [payments]' }
const ISSUES = { error: 'write a whole number of issues, such as 5' }
const SERVICES = { error: 'write a whole number of services from 2 on, such as 3' }
const SHARE = { error: 'write a share between 0 and 1, such as 0.15' }

/** Host names have no scheme, port or path: with one, the glob would never match. */
const host = z
  .string(HOSTS)
  .regex(/^[^\s/]+$/, { error: 'write a host without https:// and path, such as "*.example.com"' })
  .describe('A host in which * stands for any run of characters.')

/** When many errors are one outage, and what becomes of their tickets. */
export const cascadeSchema = z.strictObject({
  children: z
    .enum(['suppress', 'link'], CHILDREN)
    .default('suppress')
    .describe(
      'Issues that are part of an outage get no tickets of their own, or get them linked to its ticket.'
    ),
  'own-hosts': z
    .array(host, HOSTS)
    .default([])
    .describe(
      'Hosts that are yours, beside private addresses and names without a dot: an error that names another one is not your fault.'
    ),
  upstreams: z
    .record(z.string(), z.array(glob, UPSTREAMS), UPSTREAMS)
    .default({})
    .describe('Service (glob) to the services (globs) that it depends on.'),
  'minimum-issues': z
    .number(ISSUES)
    .int(ISSUES)
    .min(2, ISSUES)
    .default(5)
    .describe('Fewer rising issues are no cascade.'),
  'minimum-services': z
    .number(SERVICES)
    .int(SERVICES)
    .min(2, SERVICES)
    .default(3)
    .describe('Fewer services that rise as a whole are no cascade.'),
  'minimum-share': z
    .number(SHARE)
    .min(0, SHARE)
    .max(1, SHARE)
    .default(0.15)
    .describe(
      'Share of the issues that rise below which there is no cascade, unless two services more than the minimum rise.'
    )
})

export function toCascadePolicy(file: z.output<typeof cascadeSchema>): CascadePolicy {
  return {
    children: file.children,
    ownHosts: file['own-hosts'],
    upstreams: Object.entries(file.upstreams).map(([service, dependsOn]) => ({ service, dependsOn })),
    minimumIssues: file['minimum-issues'],
    minimumServices: file['minimum-services'],
    minimumShare: file['minimum-share']
  }
}
