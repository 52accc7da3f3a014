import type { VendorName } from '../../privacy/plant-replies.js'

/**
 * Fields that the flow goes by: with another value there the run is about something else, or ends. They have tests of their own
 * (`identity-fields.test.ts`); every other field of every reply may say anything.
 */
export const identities = {
  datadog:
    /^(?:data(?:\[\])?|included\[\])\.(?:id|type|relationships\..*|attributes\.(?:state|platform|type|env|timestamp|start_timestamp|custom\.(?:env|git\.commit\.sha|issue\.id)|attributes\.(?:env|issue\.id|git\.commit\.sha|timestamp)))$|\.by\.|\.time$|^meta\.status$|^data\.attributes\.regression/,
  jira: /(?:^|\.)(?:key|created|resolutiondate|nextPageToken|fingerprint)$|^id$|^comments\[\]\.id$|labels\[\]$|\.issues\[\]\.(?:id|url)$|^transitions\[\]\.id$|commentId$/,
  github:
    /(?:^|\.)(?:sha|type|path|truncated)$|^message\{\}\.(?:state|ticket)$|^ref$|^(?:default_branch|number|state)$/
} as const satisfies Record<VendorName, RegExp>

/** Tags that the flow goes by. */
export const FLOW_TAG = /^(?:env|git\.commit\.sha|issue\.id):/
