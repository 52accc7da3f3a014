import * as z from 'zod'

export const glob = z.string().min(1).describe('A name in which * stands for any run of characters.')

const team = z.strictObject({
  datadog: z.array(glob).default([]).describe('Datadog team handles.'),
  github: z
    .array(
      z.string().regex(/^(@|[^@\s]+@)\S+$/, {
        error: 'write owners as CODEOWNERS does: @org/team, @user or an e-mail'
      })
    )
    .default([])
    .describe('Owners as CODEOWNERS writes them.'),
  component: z.string().min(1).optional().describe('Jira component.'),
  assignee: z.string().min(1).optional().describe('Atlassian account id.'),
  'jira-team': z.string().min(1).optional().describe('Id of the Atlassian team, for jira.team-field.')
})

/** Who owns what, and how tickets of a team look in Jira. */
export const ownershipSchema = z.strictObject({
  services: z
    .record(z.string(), z.string())
    .default({})
    .describe('Service (glob) to team; the first match wins.'),
  teams: z.record(z.string(), team).default({}),
  default: z.string().optional().describe('Team that gets what nobody owns.')
})
