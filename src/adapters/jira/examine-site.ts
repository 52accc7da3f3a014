import * as z from 'zod'
import type { JiraAccount, SiteField } from '../../check-up/jira/facts.js'
import type { JiraConnection } from './jira-connection.js'

const user = z.object({
  accountId: z.string(),
  displayName: z.string().optional(),
  emailAddress: z.string().nullish()
})

const named = z.object({ name: z.string() })

const siteFields = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.object({ custom: z.string().optional() }).nullish()
  })
)

/** Whose token it is; `email` is the input. */
export async function readAccount(connection: JiraConnection, email: string): Promise<JiraAccount> {
  const { accountId, displayName, emailAddress } = await connection.call({
    doing: 'tell whose token it is',
    permission: 'Browse Projects',
    idempotent: true,
    reply: user,
    send: (client) => client.myself.getCurrentUser()
  })
  return { id: accountId, name: displayName ?? '', email: compareEmail(emailAddress ?? '', email) }
}

function compareEmail(shown: string, input: string): JiraAccount['email'] {
  if (shown.trim() === '') return 'hidden'
  return shown.trim().toLowerCase() === input.trim().toLowerCase() ? 'same' : 'other'
}

export async function readLinkTypes(connection: JiraConnection): Promise<readonly string[]> {
  const { issueLinkTypes } = await connection.call({
    doing: 'list its link types',
    permission: 'Browse Projects',
    idempotent: true,
    reply: z.object({ issueLinkTypes: z.array(named) }),
    send: (client) => client.issueLinkTypes.getIssueLinkTypes()
  })
  return issueLinkTypes.map(({ name }) => name)
}

export async function readResolutions(connection: JiraConnection): Promise<readonly string[]> {
  const resolutions = await connection.call({
    doing: 'list its resolutions',
    permission: 'Browse Projects',
    idempotent: true,
    reply: z.array(named),
    send: (client) => client.issueResolutions.getResolutions()
  })
  return resolutions.map(({ name }) => name)
}

export async function readSiteFields(connection: JiraConnection): Promise<readonly SiteField[]> {
  const fields = await connection.call({
    doing: 'list its fields',
    permission: 'Browse Projects',
    idempotent: true,
    reply: siteFields,
    send: (client) => client.issueFields.getFields()
  })
  return fields.map(({ id, name, schema }) => ({ id, name, custom: schema?.custom }))
}
