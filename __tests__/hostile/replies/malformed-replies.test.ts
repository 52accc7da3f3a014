import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pythonKeyError } from '../../../services/datadog/seeds.js'
import type { VendorName } from '../../privacy/plant-replies.js'
import type { PassingReply } from '../../privacy/reply-proxy.js'
import { alertOf, seedRecent } from '../../privacy/scenario.js'
import { FORGED } from '../corpus/hostile-text.js'
import { findBugs } from '../oracles/bug-oracle.js'
import { nested } from '../properties/hostile-arbitrary.js'
import { openHostileStage, type HostileStage, type Rewrite } from '../stage/hostile-stage.js'
import { judgeRun } from '../stage/judge-run.js'
import { changeJson, MISSING, type Leaf } from './leaves.js'

/** What stands where a text, a number or a flag belongs. */
const shapes: Readonly<Record<string, (leaf: Leaf) => unknown>> = {
  nothing: () => null,
  'no field': () => MISSING,
  'another type': (leaf) => (typeof leaf === 'string' ? 7 : 'seven'),
  'a list': (leaf) => [leaf, leaf],
  'an object': (leaf) => ({ value: leaf, ['__proto__']: { polluted: FORGED } }),
  'a nest': () => nested(300),
  'a number beyond all': (leaf) => (typeof leaf === 'number' ? 1e308 : leaf),
  'less than nothing': (leaf) => (typeof leaf === 'number' ? -1 : leaf)
}

/** Bodies that are no reply at all. */
const bodies: readonly (readonly [string, string | Buffer])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['a text', '"x"'],
  ['a list of nests', `[${'['.repeat(20_000)}${']'.repeat(20_000)}]`],
  ['half of a reply', '{"data":{"id":"'],
  ['a field twice', '{"data":1,"data":2,"key":"PPL-1","key":"PPL-2"}'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x22, 0x3a, 0x31, 0x7d])],
  ['a page', `<html><head><title>::error::${FORGED}</title></head></html>`],
  ['a byte order mark', '\ufeff{}']
]

const vendors: readonly VendorName[] = ['datadog', 'jira', 'github']

/** Half of the fields per run: of all at once, only the first to be read would be seen. */
const PARTS = 2

describe('a reply that is not as it should be', () => {
  let open: HostileStage
  const ids = { filed: '', fresh: '' }
  beforeAll(async () => {
    open = await openHostileStage()
    const { stage } = open
    ids.filed = seedRecent(stage, pythonKeyError({ commit: stage.commit }), 3)
    ids.fresh = seedRecent(stage, pythonKeyError({ commit: stage.commit, culprit: { function: 'other' } }), 3)
    await open.play(alertOf(ids.filed))
  })
  afterAll(() => open.stop())

  async function expectClear(which: 'filed' | 'fresh', rewrite: Rewrite): Promise<number> {
    const run = await open.play({ ...alertOf(ids[which]), inputs: { 'dry-run': 'true' } }, rewrite)
    expect({ ...judgeRun(run, open.stage.jira), bugs: findBugs(run.output) }).toEqual({ bugs: [] })
    expect(/^::error/m.test(run.output)).toBe(run.exitCode === 1)
    expect(open.stage.jira.issues()).toHaveLength(1)
    return run.exitCode
  }

  const cases = vendors.flatMap((vendor) => Object.keys(shapes).map((shape) => [vendor, shape] as const))

  it.each(cases)(
    'of %s, with %s in its fields, is refused in words or done without',
    async (vendor, shape) => {
      for (let part = 0; part < PARTS; part += 1) {
        const rewrite = (from: VendorName, { body, type }: PassingReply): Buffer => {
          if (from !== vendor || !/json/.test(type) || /raw/.test(type) || body.length === 0) return body
          const leaf = (path: string, value: Leaf): unknown =>
            path.length % PARTS === part ? shapes[shape]?.(value) : value
          return Buffer.from(changeJson(body.toString('utf8'), { leaf }))
        }
        await expectClear(part % 2 === 0 ? 'filed' : 'fresh', rewrite)
      }
    }
  )

  it.each(bodies)('whose body is %s is refused in words', async (_, body) => {
    for (const vendor of vendors) {
      const rewrite = (from: VendorName, reply: PassingReply): Buffer =>
        from === vendor && /json/.test(reply.type) && !/raw/.test(reply.type) ? Buffer.from(body) : reply.body
      await expectClear('filed', rewrite)
    }
  })
})
