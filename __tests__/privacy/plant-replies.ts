import type { Planter } from './planter.js'
import type { PassingReply } from './reply-proxy.js'

export type VendorName = 'datadog' | 'jira' | 'github'

/** Fields that the flow goes by: ids, kinds, states, times, addresses of resources. Everything else may say anything. */
const identifiers = {
  datadog:
    /(?:^|\.)(?:id|type|state|platform|status|key|issue_key|timestamp|start_timestamp|end_timestamp|regressed_at|resolved_at|created_at|modified_at|env|sha|source_type|time)$|\.by\./,
  jira: /(?:^|\.)(?:id|key|fieldId|self|created|updated|resolutiondate|nextPageToken|type|items|custom|system|accountId|fingerprint|commentId|url)$|labels\[\]$|issueTypes\[\]\.name$/,
  github: /(?:^|\.)(?:sha|ref|url|node_id|type|mode|path|state|ticket|encoding|date|[a-z_]+_url)$/
} as const satisfies Record<VendorName, RegExp>

/** Tags that the flow goes by. */
const FLOW_TAG = /^(?:env|git\.commit\.sha|issue\.id):/

/** The reply with data planted into every string that is no identifier, and into the titles of pages. */
export function plantReply(vendor: VendorName, planter: Planter): (reply: PassingReply) => Buffer {
  return ({ body, type }) => {
    if (/^text\/html/.test(type)) return plantPage(body.toString('utf8'), vendor, planter)
    if (!/^application\/(?:json|vnd\.api\+json)/.test(type)) return body
    return Buffer.from(JSON.stringify(walk(JSON.parse(body.toString('utf8')), '', vendor, planter)))
  }
}

function plantPage(page: string, vendor: VendorName, planter: Planter): Buffer {
  const title = (text: string): string => planter.plant(text, `${vendor} page title`)
  return Buffer.from(page.replace(/(?<=<title>)[^<]*/, title))
}

function walk(value: unknown, path: string, vendor: VendorName, planter: Planter): unknown {
  if (typeof value === 'string') return plantText(value, path, vendor, planter)
  if (Array.isArray(value)) return value.map((item) => walk(item, `${path}[]`, vendor, planter))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      walk(item, path === '' ? key : `${path}.${key}`, vendor, planter)
    ])
  )
}

function plantText(text: string, path: string, vendor: VendorName, planter: Planter): string {
  if (identifiers[vendor].test(path) || FLOW_TAG.test(text)) return text
  // The message of a claim's commit is JSON.
  if (/^\{".*\}$/s.test(text)) return JSON.stringify(walk(JSON.parse(text), path, vendor, planter))
  return planter.plant(text, `${vendor} ${path}`)
}
