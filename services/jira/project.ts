/** The three categories that every Jira status belongs to. */
export type StatusCategory = 'new' | 'indeterminate' | 'done'

export interface StatusDefinition {
  readonly id: string
  readonly name: string
  readonly category: StatusCategory
}

export interface TransitionDefinition {
  /** Specific to the workflow: the same name has another id in another project. */
  readonly id: string
  readonly name: string
  /** Names of the statuses it starts from, or `any`. */
  readonly from: readonly string[] | 'any'
  /** Name of the status it ends in. */
  readonly to: string
  /** Whether the transition's screen has the resolution field. Absent: setting it is refused. */
  readonly resolution?: 'required' | 'optional'
  /** A post function: the resolution it sets, or `null` to clear it. Absent: the resolution stays. */
  readonly setsResolution?: string | null
  /** Ids of further fields that its screen has and requires. */
  readonly requires?: readonly string[]
}

export interface WorkflowDefinition {
  readonly statuses: readonly StatusDefinition[]
  readonly transitions: readonly TransitionDefinition[]
  /** Name of the status of a new ticket. */
  readonly initial: string
}

export type FieldKind =
  | 'summary'
  | 'rich-text'
  | 'labels'
  | 'components'
  | 'user'
  | 'priority'
  | 'select'
  | 'team'
  | 'string'
  | 'number'

export interface AllowedValue {
  readonly id: string
  /** `name` of a priority, `value` of a select option. */
  readonly label: string
}

/** A field on the create and edit screens of an issue type. */
export interface FieldDefinition {
  /** `summary`, `labels`, `customfield_10001`. */
  readonly id: string
  readonly name: string
  readonly kind: FieldKind
  readonly required?: boolean
  /** Of kinds `select` and `priority`. */
  readonly allowedValues?: readonly AllowedValue[]
  /** Label of the allowed value that a new ticket gets when none is sent. */
  readonly defaultValue?: string
}

export interface IssueTypeDefinition {
  readonly id: string
  readonly name: string
  readonly subtask?: boolean
  readonly fields: readonly FieldDefinition[]
}

export interface UserDefinition {
  readonly accountId: string
  readonly displayName: string
  readonly emailAddress?: string
  /** Deactivated people stay on old tickets but cannot be assigned. Default true. */
  readonly active?: boolean
}

export interface LinkTypeDefinition {
  readonly id: string
  readonly name: string
  readonly inward: string
  readonly outward: string
}

/** What the owner of the token may do in the project. */
export interface ProjectPermissions {
  readonly browse: boolean
  readonly create: boolean
  /** Jira ignores `notifyUsers=false` on an edit of a ticket from anybody who may not administer the project. */
  readonly administer: boolean
  /** Keys of further permissions that it lacks, `EDIT_ISSUES`. Absent: none. */
  readonly lacks?: readonly string[]
}

export interface ProjectDefinition {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly issueTypes: readonly IssueTypeDefinition[]
  readonly components: readonly { readonly id: string; readonly name: string }[]
  readonly assignable: readonly UserDefinition[]
  /** Teams of the Atlassian organisation that the Team field takes. */
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly workflow: WorkflowDefinition
  readonly linkTypes: readonly LinkTypeDefinition[]
  readonly permissions: ProjectPermissions
}
