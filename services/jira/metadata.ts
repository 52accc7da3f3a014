import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { ApiRoute } from './issue-routes.js'
import { statusView, userView } from './issue-view.js'
import type { JsonObject } from './json.js'
import { pageOf } from './paging.js'
import type { FieldDefinition, FieldKind, IssueTypeDefinition, ProjectDefinition } from './project.js'
import { projectNotFound, refuse } from './replies.js'
import { RESOLUTIONS, type JiraSite } from './site.js'

const SCHEMAS: Readonly<Record<FieldKind, JsonObject>> = {
  summary: { type: 'string' },
  'rich-text': { type: 'string' },
  labels: { type: 'array', items: 'string' },
  components: { type: 'array', items: 'component' },
  user: { type: 'user' },
  priority: { type: 'priority' },
  select: { type: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select' },
  team: { type: 'team', custom: 'com.atlassian.teams:rm-teams-custom-field-team' },
  string: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' },
  number: { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float' }
}

/** What a client reads before it writes: who it is, projects, components, people, fields, create screens, permissions. */
export function metadataRoutes(site: JiraSite): readonly ApiRoute[] {
  const get = (pattern: string, handler: ApiRoute['handler']): ApiRoute => ({
    method: 'GET',
    pattern,
    handler
  })
  const ofProject = (
    pattern: string,
    answer: (project: ProjectDefinition, request: ServiceRequest) => ServiceReply
  ): ApiRoute =>
    get(pattern, (request) => {
      const key = request.params['project'] ?? ''
      const project = site.project(key)
      return project ? answer(project, request) : projectNotFound(key)
    })
  return [
    get('/myself', () => ({ status: 200, body: userView(site, site.account.accountId) })),
    get('/mypermissions', (request) => readPermissions(site, request)),
    get('/field', () => ({ status: 200, body: listFields(site) })),
    get('/resolution', () => ({ status: 200, body: RESOLUTIONS })),
    get('/user/assignable/search', (request) => findAssignable(site, request)),
    ofProject('/project/:project', (project) => ({ status: 200, body: projectView(site, project) })),
    ofProject('/project/:project/components', (project) => ({ status: 200, body: componentViews(project) })),
    ofProject('/project/:project/statuses', (project) => ({
      status: 200,
      body: project.issueTypes.map((type) => statusesView(site, project, type))
    })),
    ofProject('/issue/createmeta/:project/issuetypes', (project, request) =>
      listIssueTypes(project, request)
    ),
    ofProject('/issue/createmeta/:project/issuetypes/:type', (project, request) =>
      listCreateFields(project, request)
    )
  ]
}

const OTHER_PERMISSIONS = [
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'LINK_ISSUES',
  'ASSIGN_ISSUES'
]

function readPermissions(site: JiraSite, request: ServiceRequest): ServiceReply {
  const key = request.query.get('projectKey') ?? ''
  const asked = (request.query.get('permissions') ?? '').split(',').filter((name) => name !== '')
  if (asked.length === 0) return refuse(400, ["The 'permissions' query parameter is required."])
  const project = site.project(key)
  if (!project) return projectNotFound(key)
  const { create, administer, lacks = [] } = project.permissions
  const held: Readonly<Record<string, boolean>> = {
    BROWSE_PROJECTS: true,
    CREATE_ISSUES: create,
    ADMINISTER_PROJECTS: administer,
    ...Object.fromEntries(OTHER_PERMISSIONS.map((name) => [name, !lacks.includes(name)]))
  }
  const unknown = asked.find((name) => held[name] === undefined)
  if (unknown !== undefined) return refuse(400, [`Unrecognized permission: ${unknown}`])
  const permissions = asked.map(
    (name) => [name, { key: name, type: 'PROJECT', havePermission: held[name] }] as const
  )
  return { status: 200, body: { permissions: Object.fromEntries(permissions) } }
}

function listFields(site: JiraSite): readonly JsonObject[] {
  const fields = site.projects.flatMap((project) => project.issueTypes.flatMap((type) => type.fields))
  return [...new Map(fields.map((field) => [field.id, field])).values()].map((field) => ({
    id: field.id,
    key: field.id,
    name: field.name,
    custom: isCustom(field),
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: isCustom(field) ? [`cf[${field.id.replace('customfield_', '')}]`, field.name] : [field.id],
    schema: schemaOf(field)
  }))
}

function isCustom(field: FieldDefinition): boolean {
  return field.id.startsWith('customfield_')
}

function schemaOf(field: FieldDefinition): JsonObject {
  const schema = SCHEMAS[field.kind]
  if (!isCustom(field)) return { ...schema, system: field.id }
  const isTextArea = field.kind === 'rich-text'
  const custom = isTextArea ? { custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' } : {}
  return { ...schema, ...custom, customId: Number(field.id.replace('customfield_', '')) }
}

function findAssignable(site: JiraSite, request: ServiceRequest): ServiceReply {
  const key = request.query.get('project') ?? site.ticket(request.query.get('issueKey') ?? '')?.projectKey
  if (key === undefined)
    return refuse(400, ["Either the 'project' or 'issueKey' query parameter is required."])
  const project = site.project(key)
  if (!project) return projectNotFound(key)
  const text = (request.query.get('query') ?? '').toLowerCase()
  const accountId = request.query.get('accountId')
  const found = project.assignable.filter(
    (user) =>
      user.active !== false &&
      (accountId === null || user.accountId === accountId) &&
      [user.displayName, user.emailAddress ?? '', ...user.displayName.split(' ')].some((each) =>
        each.toLowerCase().startsWith(text)
      )
  )
  return {
    status: 200,
    body: pageOf(found, request.query, 50).items.map((user) => userView(site, user.accountId))
  }
}

function componentViews(project: ProjectDefinition): readonly JsonObject[] {
  return project.components.map((each) => ({
    ...each,
    project: project.key,
    assigneeType: 'PROJECT_DEFAULT'
  }))
}

function typeViews(project: ProjectDefinition): readonly JsonObject[] {
  return project.issueTypes.map(({ id, name, subtask }) => ({
    id,
    name,
    untranslatedName: name,
    subtask: subtask === true,
    hierarchyLevel: subtask === true ? -1 : 0
  }))
}

function projectView(site: JiraSite, project: ProjectDefinition): JsonObject {
  return {
    self: `${site.siteUrl}/rest/api/3/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    style: 'classic',
    isPrivate: false,
    components: componentViews(project),
    issueTypes: typeViews(project)
  }
}

/** All types of a project here share one workflow. */
function statusesView(site: JiraSite, project: ProjectDefinition, type: IssueTypeDefinition): JsonObject {
  return {
    self: `${site.siteUrl}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    name: type.name,
    subtask: type.subtask === true,
    statuses: project.workflow.statuses.map(({ name }) => statusView(site, project, name))
  }
}

const MAY_NOT_CREATE = refuse(400, ['You do not have permission to create issues in this project.'])

function listIssueTypes(project: ProjectDefinition, request: ServiceRequest): ServiceReply {
  if (!project.permissions.create) return MAY_NOT_CREATE
  const { items, ...page } = pageOf(typeViews(project), request.query, 50)
  return { status: 200, body: { ...page, issueTypes: items } }
}

function listCreateFields(project: ProjectDefinition, request: ServiceRequest): ServiceReply {
  if (!project.permissions.create) return MAY_NOT_CREATE
  const type = project.issueTypes.find((each) => each.id === request.params['type'])
  if (!type)
    return refuse(404, [`The issue type with id '${request.params['type']}' does not exist in the project.`])
  const fixed = [
    {
      fieldId: 'project',
      name: 'Project',
      system: 'project',
      allowed: [{ id: project.id, key: project.key }]
    },
    {
      fieldId: 'issuetype',
      name: 'Issue Type',
      system: 'issuetype',
      allowed: [{ id: type.id, name: type.name }]
    }
  ].map(({ fieldId, name, system, allowed }) => ({
    required: true,
    schema: { type: system, system },
    name,
    key: fieldId,
    fieldId,
    hasDefaultValue: false,
    operations: ['set'],
    allowedValues: allowed
  }))
  const { items, ...page } = pageOf(
    [...fixed, ...type.fields.map((field) => fieldView(project, field))],
    request.query,
    50
  )
  return { status: 200, body: { ...page, fields: items } }
}

function fieldView(project: ProjectDefinition, field: FieldDefinition): JsonObject {
  const isList = field.kind === 'labels' || field.kind === 'components'
  const label = field.kind === 'priority' ? 'name' : 'value'
  const allowed =
    field.kind === 'components'
      ? project.components
      : field.allowedValues?.map((each) => ({ id: each.id, [label]: each.label }))
  return {
    required: field.required === true,
    schema: schemaOf(field),
    name: field.name,
    key: field.id,
    fieldId: field.id,
    hasDefaultValue: field.defaultValue !== undefined,
    operations: isList ? ['add', 'set', 'remove'] : ['set'],
    ...(allowed ? { allowedValues: allowed } : {})
  }
}
