import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { FixCase } from '../../../src/modes/fix-case.js'
import { openFix } from './fix-rig.js'
import { fixWith, verifying } from './fix-with.js'
import { orderShop } from './order-shop.js'

/** Runs the fix with another command for the whole suite. */
async function suiteOf(
  verify: string | ((apiUrl: string) => string),
  {
    minutes = 1,
    files = {}
  }: { readonly minutes?: number; readonly files?: Readonly<Record<string, string>> } = {}
): ReturnType<typeof fixWith> {
  const rig = await openFix({ files: { ...orderShop, ...files } })
  const command = typeof verify === 'string' ? verify : verify(rig.github.url)
  const project = {
    paths: ['**'],
    folder: undefined,
    setUp: undefined,
    testFiles: undefined,
    testPatterns: []
  }
  const policy = verifying({ minutes, repeats: 1, projects: [{ ...project, verify: command }] })
  return fixWith(rig, { policy })
}

function suiteSteps({ steps }: FixCase): FixCase['steps'] {
  return steps.filter(({ role }) => role === 'suite' || role === 'suite-on-base')
}

/** Command lines of all processes of this machine. */
function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
}

describe('a verify command', () => {
  it('that hangs with all of its children is ended, and proves nothing', async () => {
    const { current } = await suiteOf(
      'sleep 86411 & sh -c "trap : TERM INT; sleep 86412" & node --test; wait',
      {
        minutes: 0.1
      }
    )
    expect(current.end?.reason).toMatch(/^suite-/)
    expect(suiteSteps(current).map(({ end }) => end)).toContain('time-limit')
    expect(commandLines().filter((line) => /sleep 8641[12]/.test(line))).toEqual([])
    expect(current.certificate).toBeUndefined()
  })

  it('that leaves processes behind is proven, and they end with it', async () => {
    const { current } = await suiteOf(
      '(setsid sleep 86413 >/dev/null 2>&1 &) ; for i in 1 2 3; do sleep 86414 >/dev/null 2>&1 & done; node --test'
    )
    expect(current.end).toMatchObject({ reason: 'proven' })
    expect(commandLines().filter((line) => /sleep 8641[34]/.test(line))).toEqual([])
  })

  it('that prints 100 MB is proven with a bounded log', async () => {
    const { current } = await suiteOf("head -c 104857600 /dev/zero | tr '\\0' 'x'; node --test")
    expect(current.end).toMatchObject({ reason: 'proven' })
    const [suite] = suiteSteps(current)
    expect(suite?.outputBytes).toBeGreaterThan(104_857_600)
    expect(JSON.stringify(current.steps).length).toBeLessThan(20_000)
  })

  it('finds its own loopback and no other network, where the log says so', async () => {
    // Outside of the sandbox the address answers: what fails is the network, and not the address.
    const script = [
      "import { createServer } from 'node:http'",
      "const server = createServer((_, reply) => reply.end('here'))",
      "await new Promise((ready) => server.listen(0, '127.0.0.1', ready))",
      'const own = await fetch(`http://127.0.0.1:${server.address().port}`)',
      'const reached = await fetch(process.argv[2]).then(() => true, () => false)',
      'server.close()',
      "console.log(`own ${await own.text()}, other ${reached ? 'reached' : 'cut'}`)",
      'process.exit(reached ? 1 : 0)'
    ].join('\n')
    const { current, log } = await suiteOf((url) => `node ask.mjs ${url}`, { files: { 'ask.mjs': script } })
    const cut = log.includes('The commands of the proof run without network')
    expect(current.end?.reason).toBe(cut ? 'proven' : 'suite-unreadable')
    expect(suiteSteps(current)[0]?.network).toBe(cut ? 'cut' : 'open')
  })
})
