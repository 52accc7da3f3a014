import { afterEach, describe, expect, it } from '@jest/globals'
import { defaultProject } from '../../../services/jira/default-project.js'
import type { ProjectPermissions } from '../../../services/jira/project.js'
import { startJira } from './loopback.js'

let started: Awaited<ReturnType<typeof startJira>>
afterEach(() => started.jira.stop())

async function start(permissions: Partial<ProjectPermissions> = {}): Promise<void> {
  const project = defaultProject('SHOP')
  started = await startJira({
    projects: [{ ...project, permissions: { ...project.permissions, ...permissions } }]
  })
}

describe('statuses of a project', () => {
  it('are listed by issue type, with their categories', async () => {
    await start()
    const types = await started.client.projects.getAllStatuses({ projectIdOrKey: 'SHOP' })
    expect(types.map(({ name }) => name)).toEqual(['Bug', 'Task'])
    expect(types[0]?.statuses.map(({ name }) => name)).toContain('In Review')
    const { json } = await started.call('GET', '/project/SHOP/statuses')
    expect(json).toMatchObject([
      { subtask: false, statuses: [{ name: 'To Do', statusCategory: { key: 'new' } }, {}, {}, {}, {}] },
      {}
    ])
  })

  it('are hidden from who may not browse it', async () => {
    await start({ browse: false })
    expect((await started.call('GET', '/project/SHOP/statuses')).status).toBe(404)
  })
})

describe('permissions that the account lacks', () => {
  const held = async (...keys: readonly string[]) => {
    const { json } = await started.call('GET', `/mypermissions?projectKey=SHOP&permissions=${keys.join(',')}`)
    const { permissions } = json as { permissions: Record<string, { havePermission: boolean }> }
    return keys.map((key) => permissions[key]?.havePermission)
  }

  it('are told one by one', async () => {
    await start({ lacks: ['EDIT_OWN_COMMENTS'] })
    expect(await held('EDIT_OWN_COMMENTS', 'ASSIGN_ISSUES', 'BROWSE_PROJECTS')).toEqual([false, true, true])
    const unknown = await started.call('GET', '/mypermissions?projectKey=SHOP&permissions=FLY')
    expect(unknown.status).toBe(400)
  })

  it('to move tickets hide every transition, and refuse one', async () => {
    await start({ lacks: ['TRANSITION_ISSUES'] })
    const key = await started.create()
    expect(await started.call('GET', `/issue/${key}/transitions`)).toMatchObject({
      json: { transitions: [] }
    })
    expect(
      (await started.call('POST', `/issue/${key}/transitions`, { transition: { id: '11' } })).status
    ).toBe(400)
  })
})
