import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { SeenTeams } from '../../check-up/datadog/facts.js'
import { ask } from '../ask.js'
import type { DatadogClient } from './client.js'
import { askFor, shownName } from './examine-request.js'
import { readList, requiredList } from './issue-json.js'

/** https://docs.datadoghq.com/api/latest/teams/get-all-teams/ */
const teamsReply = z.object({ data: requiredList })
const team = z.object({ attributes: z.object({ handle: shownName }) })

const PAGE_SIZE = 100
const MOST_PAGES = 10

/** Handles of all teams; takes the permission teams_read. */
export function listTeams(client: DatadogClient): Promise<Answer<SeenTeams>> {
  return ask(async () => {
    const handles: string[] = []
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const question = askFor({
        purpose: 'list teams',
        path: '/api/v2/team',
        query: { 'page[size]': String(PAGE_SIZE), 'page[number]': String(page) }
      })
      const { data } = await client.call(question, teamsReply)
      handles.push(...readList(data, team).read.map(({ attributes }) => attributes.handle))
      if (data.length < PAGE_SIZE) return { handles, cut: false }
    }
    return { handles, cut: true }
  })
}
