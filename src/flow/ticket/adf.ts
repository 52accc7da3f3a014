/**
 * Atlassian Document Format, as far as our tickets use it.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export interface AdfDocument {
  readonly type: 'doc'
  readonly version: 1
  readonly content: readonly AdfNode[]
}

export interface AdfNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly AdfNode[]
  readonly text?: string
  readonly marks?: readonly AdfMark[]
}

export interface AdfMark {
  readonly type: 'strong' | 'em' | 'code' | 'link' | 'strike'
  readonly attrs?: Readonly<Record<string, string>>
}
