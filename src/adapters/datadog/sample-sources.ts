import type { Track } from '../../flow/issue/issue.js'

/**
 * Where each product keeps each fact, in the order of trust: a path into the event, or `tag:` with the tag's name. This is the
 * whole list of what is read: events are full of personal data (`usr`, `session`, `geo`, `context`, query strings), which
 * is never looked at.
 * https://docs.datadoghq.com/standard-attributes/
 */
export interface SampleSources {
  readonly at: readonly string[]
  readonly issueId: readonly string[]
  readonly service: readonly string[]
  readonly env: readonly string[]
  readonly version: readonly string[]
  readonly errorType: readonly string[]
  readonly errorMessage: readonly string[]
  readonly stack: readonly string[]
  /** List of the errors that led to this one. */
  readonly causes: string
  readonly commit: readonly string[]
  readonly repository: readonly string[]
  readonly fingerprint: readonly string[]
  readonly method: readonly string[]
  /** Route pattern or path of the request. */
  readonly route: readonly string[]
  /** What a request of a client was answered with; elsewhere the error says what matters. */
  readonly status: readonly string[]
  /** What the operation is called when there is no request. */
  readonly operation: readonly string[]
  /** What the tracer calls this kind of operation: `express.request`. Spans alone have it. */
  readonly spanName: readonly string[]
}

export const sampleSources = {
  spans: {
    at: ['start_timestamp', 'end_timestamp'],
    issueId: ['custom.issue.id', 'tag:issue.id'],
    service: ['service', 'custom.service', 'tag:service'],
    env: ['env', 'custom.env', 'tag:env'],
    version: ['custom.version', 'tag:version'],
    errorType: ['custom.error.type'],
    errorMessage: ['custom.error.message', 'custom.error.msg'],
    stack: ['custom.error.stack'],
    causes: 'custom.error.causes',
    commit: ['custom.git.commit.sha', 'tag:git.commit.sha'],
    repository: ['custom.git.repository_url', 'tag:git.repository_url'],
    fingerprint: ['custom.error.fingerprint'],
    method: ['custom.http.method'],
    route: ['custom.http.route', 'custom.http.url_details.path', 'custom.http.url'],
    status: [],
    operation: ['resource_name', 'custom.resource_name'],
    spanName: ['operation_name', 'custom.operation_name', 'tag:operation_name']
  },
  logs: {
    at: ['timestamp'],
    issueId: ['issue.id', 'attributes.issue.id', 'tag:issue.id'],
    service: ['service', 'attributes.service', 'tag:service'],
    env: ['tag:env', 'attributes.env'],
    version: ['tag:version', 'attributes.version'],
    errorType: ['attributes.error.kind', 'attributes.error.type'],
    errorMessage: ['attributes.error.message', 'message'],
    stack: [
      'attributes.error.stack',
      'attributes.stack',
      'attributes.stacktrace',
      'attributes.stack_trace',
      'attributes.exception.stacktrace'
    ],
    causes: 'attributes.error.causes',
    commit: ['attributes.git.commit.sha', 'tag:git.commit.sha'],
    repository: ['attributes.git.repository_url', 'tag:git.repository_url'],
    fingerprint: ['attributes.error.fingerprint'],
    method: ['attributes.http.method'],
    route: ['attributes.http.route', 'attributes.http.url_details.path', 'attributes.http.url'],
    status: [],
    operation: [],
    spanName: []
  },
  rum: {
    at: ['timestamp'],
    issueId: ['attributes.issue.id', 'tag:issue.id'],
    service: ['service', 'attributes.service', 'tag:service'],
    env: ['tag:env', 'attributes.env'],
    version: ['tag:version', 'attributes.version'],
    errorType: ['attributes.error.type'],
    errorMessage: ['attributes.error.message'],
    // Not error.handling_stack: it tells where the SDK was called, which is another place than where it failed.
    stack: ['attributes.error.stack'],
    causes: 'attributes.error.causes',
    commit: ['attributes.git.commit.sha', 'tag:git.commit.sha'],
    repository: ['attributes.git.repository_url', 'tag:git.repository_url'],
    fingerprint: ['attributes.error.fingerprint'],
    // There for network errors alone.
    method: ['attributes.error.resource.method'],
    route: ['attributes.error.resource.url'],
    status: ['attributes.error.resource.status_code'],
    operation: ['attributes.view.name', 'attributes.view.url_path', 'attributes.view.url'],
    spanName: []
  }
} as const satisfies Record<Track, SampleSources>
