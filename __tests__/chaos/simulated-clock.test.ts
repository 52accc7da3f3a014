import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from '@jest/globals'
import { openSimulatedClock, type SimulatedClock } from '../../services/runner/simulated-clock.js'

const START = Date.parse('2031-03-10T09:20:00.000Z')
const run = promisify(execFile)
const open: SimulatedClock[] = []

afterEach(() => {
  for (const clock of open.splice(0)) clock.remove()
})

function openClock(): SimulatedClock {
  const clock = openSimulatedClock(START)
  open.push(clock)
  return clock
}

/** What a process prints that lives in the clock's time. */
async function printed(clock: SimulatedClock, script: string, limits = 1): Promise<string> {
  const env = { ...clock.environment({ waits: 1_000, limits }) }
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env })
  return stdout.trim()
}

describe('a simulated clock', () => {
  it('begins where it is told, runs on, and jumps by hand', () => {
    const clock = openClock()
    const before = clock.now()
    expect(before).toBeGreaterThanOrEqual(START)
    clock.pass(3_600_000)
    expect(clock.now()).toBeGreaterThanOrEqual(before + 3_600_000)
  })

  it('is the time of a process, in every way that it asks', async () => {
    const clock = openClock()
    const times = await printed(clock, 'console.log(Date.now(), new Date().getTime(), new Date(5).getTime())')
    const [now, created, given] = times.split(' ').map(Number)
    expect(now).toBeGreaterThanOrEqual(START)
    expect(created).toBeGreaterThanOrEqual(START)
    expect(given).toBe(5)
  })

  it('moves on by what a process waits for, which takes a part of that', async () => {
    const clock = openClock()
    const script =
      'import { setTimeout } from "node:timers/promises"; const began = performance.now(); const at = Date.now();' +
      'await setTimeout(100_000); console.log(Date.now() - at, performance.now() - began)'
    const [passed = 0, took = 0] = (await printed(clock, script)).split(' ').map(Number)
    expect(passed).toBeGreaterThanOrEqual(100_000)
    expect(took).toBeLessThan(100_000)
    expect(clock.now()).toBeGreaterThanOrEqual(START + 100_000)
  })

  it('is moved once by waits that go on at the same time', async () => {
    const clock = openClock()
    const script =
      'import { setTimeout } from "node:timers/promises"; const at = Date.now();' +
      'await Promise.all([1, 2, 3, 4].map(() => setTimeout(100_000))); console.log(Date.now() - at)'
    const passed = Number(await printed(clock, script))
    expect(passed).toBeGreaterThanOrEqual(100_000)
    expect(passed).toBeLessThan(2 * 100_000)
  })

  it('shortens time limits on requests where it is asked to', async () => {
    const clock = openClock()
    const script =
      'const signal = AbortSignal.timeout(1_000_000); const alive = setInterval(() => 0, 1_000);' +
      'signal.addEventListener("abort", () => { clearInterval(alive); console.log(Date.now()) })'
    expect(Number(await printed(clock, script, 1_000))).toBeGreaterThanOrEqual(START + 1_000_000)
  })
})
