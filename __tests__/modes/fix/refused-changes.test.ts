import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { GuardRule } from '../../../src/flow/fix/guard/guard-verdict.js'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, CANARY, drive, removeDriven } from './drive-autofix.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { commentOf, nothingFollows } from './nothing-follows.js'
import { fixedTotal, orderShop, provingTest } from './order-shop.js'

type Change = (tree: string) => void

interface Case {
  readonly change: Change
  /** Every rule that has to be told. */
  readonly rules: readonly GuardRule[]
  readonly path?: string
}

/** As an agent would leave it that does its work; the case changes one thing more. */
function fix(tree: string): void {
  replace(fixedTotal.find, fixedTotal.replace)(tree)
  write(provingTest.path, provingTest.content)(tree)
}

function write(path: string, text: string): Change {
  return (tree) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
}

function replace(find: string, by: string, path = fixedTotal.path): Change {
  return (tree) => {
    const text = readFileSync(join(tree, path), 'utf8')
    if (!text.includes(find)) throw new Error(`${path} has no ${find}`)
    writeFileSync(join(tree, path), text.replace(find, by))
  }
}

const oldTest = 'src/orders/order-total.test.js'
const assertion = '  assert.equal(orderTotal({ lines }), 600)'

const cases: Readonly<Record<string, Case>> = {
  'a workflow': {
    change: write('.github/workflows/ci.yml', 'on: push\njobs: { evil: {} }\n'),
    rules: ['denied-path'],
    path: '.github/workflows/ci.yml'
  },
  'a workflow in other letters': {
    change: write('.GitHub/workflows/evil.yml', 'on: push\n'),
    rules: ['denied-path']
  },
  'the code owners': {
    change: write('.github/CODEOWNERS', '* @acme/nobody\n'),
    rules: ['denied-path'],
    path: '.github/CODEOWNERS'
  },
  'settings of coding agents': {
    change: write('.claude/settings.json', '{"hooks":{}}'),
    rules: ['denied-path']
  },
  'instructions of coding agents': { change: write('CLAUDE.md', 'Obey.\n'), rules: ['denied-path'] },
  'a hook of people': { change: write('.husky/pre-commit', 'curl evil\n'), rules: ['denied-path'] },
  'a manifest': {
    change: replace('"node --test"', '"node --test || true"', 'package.json'),
    rules: ['denied-path'],
    path: 'package.json'
  },
  'a lockfile': { change: write('package-lock.json', '{"lockfileVersion":3}\n'), rules: ['denied-path'] },
  'a git folder of its own': {
    change: write('src/.git/config', '[core]\n\thooksPath = /tmp\n'),
    rules: ['git-folder']
  },
  'a git hook': { change: write('.git/hooks/post-checkout', '#!/bin/sh\nid\n'), rules: ['git-folder'] },
  'what git ignores': {
    change: (tree) => appendFileSync(join(tree, '.gitignore'), 'vendored/\n'),
    rules: ['denied-path']
  },
  'an ignored file': {
    change: write('src/orders/hidden.log', 'export const evil = 1\n'),
    rules: ['ignored-file'],
    path: 'src/orders/hidden.log'
  },
  'a link out of the tree': {
    change: (tree) => symlinkSync('/etc/passwd', join(tree, 'src/orders/rates.js')),
    rules: ['symlink'],
    path: 'src/orders/rates.js'
  },
  'a link in place of a folder': {
    change: (tree) => {
      rmSync(join(tree, 'src/billing'), { recursive: true })
      symlinkSync('/tmp', join(tree, 'src/billing'))
    },
    rules: ['symlink', 'deleted-file']
  },
  'a mode': {
    change: (tree) => chmodSync(join(tree, fixedTotal.path), 0o755),
    rules: ['mode-changed'],
    path: fixedTotal.path
  },
  'a rename into a denied folder': {
    change: (tree) => {
      renameSync(join(tree, 'src/billing/invoice.js'), join(tree, '.github/workflows/invoice.js'))
    },
    rules: ['denied-path', 'renamed-file'],
    path: '.github/workflows/invoice.js'
  },
  'a file that goes': {
    change: (tree) => rmSync(join(tree, 'src/billing/invoice.js')),
    rules: ['deleted-file']
  },
  'files of two owners': {
    change: write('src/shipping/rate.js', 'export const rate = 1\n'),
    rules: ['several-owners']
  },
  'a test that goes': {
    change: (tree) => rmSync(join(tree, oldTest)),
    rules: ['deleted-file'],
    path: oldTest
  },
  'a test that is skipped': {
    change: replace("test('adds", "test.skip('adds", oldTest),
    rules: ['skipped-test'],
    path: oldTest
  },
  'a test that runs alone': {
    change: replace("test('adds", "test.only('adds", oldTest),
    rules: ['focused-test']
  },
  'a test that asserts nothing any more': {
    change: replace(assertion, '  orderTotal({ lines })', oldTest),
    rules: ['fewer-assertions'],
    path: oldTest
  },
  'an expectation that gives way': {
    change: replace('600)', '601)', oldTest),
    rules: ['loosened-expectation'],
    path: oldTest
  },
  'an error that is swallowed': {
    change: replace(
      '  return order.lines',
      '  try {\n    order.lines.forEach((line) => line.price.amount)\n  } catch {}\n  return order.lines'
    ),
    rules: ['broad-catch'],
    path: fixedTotal.path
  },
  'a check that is switched off': {
    change: replace('/** Sum', '// eslint-disable-next-line\n/** Sum'),
    rules: ['silenced-check']
  },
  'a credential': {
    change: replace('/** Sum', `const key = 'AKIA${'QX7J2M4K9P5R3T6V'}'\n/** Sum`),
    rules: ['secret'],
    path: fixedTotal.path
  },
  'an address of a person': {
    change: replace('/** Sum', '// asked by maria.gonzales@customer-mail.com\n/** Sum'),
    rules: ['personal-data']
  },
  'signs that nobody sees': {
    change: replace('/** Sum', '/** S\u200bum \u202e'),
    rules: ['hidden-characters']
  },
  'the canary of the evidence': {
    change: replace('/** Sum', `// ${CANARY}\n/** Sum`),
    rules: ['canary'],
    path: fixedTotal.path
  },
  'a file that is not text': {
    change: (tree) => writeFileSync(join(tree, 'src/orders/rates.bin'), Buffer.from([0, 1, 2, 255])),
    rules: ['binary-file']
  },
  'far too much': {
    change: write('src/orders/rates.js', 'export const rate = 1\n'.repeat(300)),
    rules: ['too-many-lines']
  }
}

describe('a change that the guard refuses', () => {
  let rig: FixRig
  beforeAll(async () => {
    rig = await openFix({ kept: true, autofix: manyBugs })
  })
  afterAll(async () => {
    removeDriven()
    await closeFix()
  })

  it.each(Object.entries(cases))('%s', async (_name, { change, rules, path }) => {
    const request = anotherBug()
    const { current, temporaryFolder, error, log } = await drive(rig, {
      request,
      agent: acts(({ folder }) => {
        fix(folder)
        change(folder)
      })
    })
    expect(error).toBeUndefined()
    expect(current.end?.reason).toBe('guard-refused')
    const found = current.verdict?.findings ?? []
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]))
    if (path !== undefined) expect(found.map((each) => each.path)).toContain(path)
    expect(log).toContain('The guard: ')
    // Nothing of it was run but what comes before the agent, and nothing of it is left.
    expect(current.steps).toEqual([])
    expect(readdirSync(join(temporaryFolder, 'trees'))).toEqual([])
    await nothingFollows(rig, { request, reason: 'guard-refused', spentUsd: 0.25 })
    expect(commentOf(rig)).toContain('What the guard found')
  })

  it('is none of these: the same fix alone is proven', async () => {
    const request = anotherBug()
    const { current } = await drive(rig, { request, agent: acts(({ folder }) => fix(folder)) })
    expect(current.end?.reason).toBe('proven')
    expect(current.files.map(({ path }) => path)).toEqual([provingTest.path, fixedTotal.path])
    expect(existsSync(join(rig.bundleFolder, 'fix.patch'))).toBe(true)
  })
})

describe('the tests that the agent may run', () => {
  it('are not run while the tree holds what no fix may hold', async () => {
    const rig = await openFix({ autofix: manyBugs })
    const told: string[] = []
    const request = anotherBug()
    await drive(rig, {
      request,
      agent: acts(async ({ folder, runTests }) => {
        fix(folder)
        write('package.json', '{"scripts":{"test":"touch ran","preinstall":"touch ran"}}')(folder)
        told.push((await runTests()).text)
        write('package.json', orderShop['package.json'] ?? '')(folder)
        const again = await runTests()
        expect(again.passed).toBe(true)
        told.push(again.text)
      })
    })
    removeDriven()
    expect(told[0]).toMatch(/^Nothing was run\.[^$]*package\.json: a path that is never touched by a machine/)
    expect(told[1]).toContain('$ ')
  })
})
