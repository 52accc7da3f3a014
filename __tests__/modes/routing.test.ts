import { afterEach, describe, expect, it } from '@jest/globals'
import { TEAM_FIELD } from '../../services/jira/default-project.js'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { Folders, git } from '../adapters/git/checkout.js'
import { MIA, PAYMENTS_TEAM, shopFiles, WILL } from './shop.js'
import { openTriage, type TriageRig } from './triage-rig.js'
import { descriptionOf, matching, onlyTicket } from './vendors-hold.js'

const folders = new Folders()
afterEach(() => folders.removeAll())

async function checkOut({ github, commit }: TriageRig): Promise<string> {
  const folder = await folders.make()
  await git(folder, 'clone', '--quiet', github.gitDir, '.')
  await git(folder, 'checkout', '--quiet', commit)
  return folder
}

const withoutOwners = Object.fromEntries(
  Object.entries(shopFiles).filter(([path]) => path !== '.github/CODEOWNERS')
)

describe('the owner of an error', () => {
  it('is what the service map says, before anything else', async () => {
    const rig = await openTriage({
      policy: {
        ownership: {
          services: { 'orders-*': 'payments', '*': 'web' },
          teams: {
            payments: { component: 'payments' },
            web: {},
            checkout: { datadog: ['checkout-core'], github: ['@acme/checkout'] }
          },
          default: 'web'
        }
      }
    })
    const issueId = rig.seed(nodeTypeError({ issue: { teams: [{ handle: 'checkout-core' }] } }))
    const { record } = await rig.runOne({ issueId })
    expect(record.route).toMatchObject({ rule: 'service-map', team: 'payments' })
    expect(onlyTicket(rig)).toMatchObject({ components: ['payments'], assignee: null })
    expect(descriptionOf(onlyTicket(rig))).toContain('payments: ownership.services maps "orders-*"')
  })

  it("is the Datadog team, before the repository's CODEOWNERS", async () => {
    const rig = await openTriage()
    const error = pythonKeyError({ issue: { teams: [{ handle: 'checkout-core' }] } })
    const { record } = await rig.runOne({ issueId: rig.seed(error) })
    expect(record.route).toMatchObject({ rule: 'datadog-team', team: 'checkout', notes: [] })
    expect(onlyTicket(rig)).toMatchObject({ components: ['checkout'], assignee: MIA })
  })

  it('is not a Datadog team that the policy does not know: the next rule decides, and the ticket tells', async () => {
    const rig = await openTriage()
    const error = nodeTypeError({ issue: { teams: [{ handle: 'sre' }] } })
    const { record } = await rig.runOne({ issueId: rig.seed(error) })
    expect(record.route).toMatchObject({ rule: 'codeowners', team: 'checkout' })
    expect(record.route?.notes).toEqual([
      'Datadog names the team "sre", which no team in ownership.teams lists under "datadog"'
    ])
    expect(descriptionOf(onlyTicket(rig))).toContain('Datadog names the team "sre"')
  })

  it.each(['API', 'checkout'])(
    "is the last line of CODEOWNERS that matches the culprit's file, read through the %s",
    async (way) => {
      const rig = await openTriage()
      const workspace = way === 'checkout' ? { workspace: await checkOut(rig) } : {}
      const { record, requests } = await rig.runOne({ issueId: rig.seed(nodeTypeError()), ...workspace })
      expect(record.route).toMatchObject({ rule: 'codeowners', team: 'checkout' })
      expect(record.route?.why).toContain('.github/CODEOWNERS line 3 (/src/orders/)')
      expect(onlyTicket(rig).components).toEqual(['checkout'])
      const reads = matching(requests, 'github', /^GET .*\/(git\/trees|contents)\//)
      expect(reads).toBe(way === 'checkout' ? 0 : 2)
    }
  )

  it('is the default team when nobody owns the file, and the ticket says so aloud', async () => {
    const rig = await openTriage({ files: withoutOwners })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(record.route).toMatchObject({ rule: 'default', team: 'platform' })
    expect(onlyTicket(rig).components).toEqual(['platform'])
    expect(descriptionOf(onlyTicket(rig))).toContain('No rule names an owner.')
  })

  it('is nobody without a default team: the ticket is filed all the same', async () => {
    const rig = await openTriage({ files: withoutOwners, policy: { ownership: { default: undefined } } })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(record.route).toMatchObject({ rule: 'default', team: undefined })
    expect(onlyTicket(rig)).toMatchObject({ components: [], assignee: null })
    expect(descriptionOf(onlyTicket(rig))).toContain('nobody: nobody owns orders-api')
  })
})

describe('what the team brings to its tickets', () => {
  const checkout = { github: ['@acme/checkout'] }

  it('is the Team field, component and assignee', async () => {
    const rig = await openTriage()
    await rig.runOne({ issueId: rig.seed(pythonKeyError()) })
    expect(onlyTicket(rig)).toMatchObject({
      components: ['payments'],
      custom: { [TEAM_FIELD]: PAYMENTS_TEAM }
    })
  })

  it('is left out where Jira has no such component: the ticket is filed, with a warning', async () => {
    const rig = await openTriage({
      policy: {
        ownership: {
          teams: { checkout: { ...checkout, component: 'basket', assignee: MIA } },
          default: 'checkout'
        }
      }
    })
    const { record, failures } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(failures).toEqual([])
    expect(onlyTicket(rig)).toMatchObject({ components: [], assignee: MIA })
    expect(record.warnings).toEqual([expect.stringContaining('The component "basket" is left out')])
  })

  it('is left out where the person cannot be assigned', async () => {
    const rig = await openTriage({
      policy: {
        ownership: {
          teams: { checkout: { ...checkout, component: 'checkout', assignee: WILL } },
          default: 'checkout'
        }
      }
    })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(onlyTicket(rig)).toMatchObject({ components: ['checkout'], assignee: null })
    expect(record.warnings).toEqual([expect.stringContaining(`The assignee ${WILL} is left out`)])
  })

  it('is left out where the Atlassian team does not exist, together with all else that Jira refuses', async () => {
    const rig = await openTriage({
      policy: {
        ownership: {
          teams: { checkout: { ...checkout, component: 'basket', 'jira-team': 'no-such-team' } },
          default: 'checkout'
        }
      }
    })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(onlyTicket(rig).components).toEqual([])
    expect(onlyTicket(rig).custom[TEAM_FIELD]).toBeFalsy()
    expect(record.warnings.map((warning) => /^The [\w ]+/.exec(warning)?.[0])).toEqual([
      'The component ',
      'The Atlassian team no'
    ])
  })
})
