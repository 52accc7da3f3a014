'use strict'
/*
 * Gives a process the time of a simulated clock (see simulated-clock.ts), with `node --require`. What the process waits for is
 * shortened, and time moves on by what was left out. Time limits on commands stay those of the machine, and so do those on
 * requests unless they are asked to be shorter: a busy machine must not look like a dead vendor.
 */
const { openSync, readSync, writeSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const promises = require('node:timers/promises')

const file = process.env.SIMULATED_CLOCK_FILE
const slot = Number(process.env.SIMULATED_CLOCK_SLOT)
const slots = Number(process.env.SIMULATED_CLOCK_SLOTS)
const factor = Number(process.env.SIMULATED_CLOCK_FACTOR)
const limitFactor = Number(process.env.SIMULATED_CLOCK_LIMIT_FACTOR)
/** Shorter waits are left as they are: they are the program's own breath. */
const SHORTEST_MS = 200
const BYTES = 8

const handle = openSync(file, 'r+')
const all = Buffer.alloc(slots * BYTES)
const own = Buffer.alloc(BYTES)
const realNow = Date.now.bind(Date)

function now() {
  readSync(handle, all, 0, all.length, 0)
  let offset = 0
  for (let index = 0; index < slots; index += 1) offset = Math.max(offset, all.readDoubleLE(index * BYTES))
  return Math.floor(realNow() + offset)
}

/** Time is at least so late from here on. */
function reach(moment) {
  if (now() >= moment) return
  own.writeDoubleLE(moment - realNow())
  writeSync(handle, own, 0, BYTES, slot * BYTES)
}

const RealDate = Date
globalThis.Date = class Date extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(now())
    else super(...values)
  }

  static now() {
    return now()
  }
}

const sleep = promises.setTimeout
promises.setTimeout = async (delay = 1, value = undefined, options = {}) => {
  if (!(delay >= SHORTEST_MS)) return sleep(delay, value, options)
  const until = now() + delay
  await sleep(delay / factor, undefined, options)
  reach(until)
  return value
}
syncBuiltinESMExports()

const later = globalThis.setTimeout
/** The queue of GitHub's client, which waits between attempts, calls its timer from a method of this name. */
const QUEUE = /\._run \(/
globalThis.setTimeout = Object.assign((callback, delay, ...values) => {
  if (!(delay >= SHORTEST_MS) || !QUEUE.test(new Error().stack ?? ''))
    return later(callback, delay, ...values)
  const until = now() + delay
  const called = () => {
    reach(until)
    callback(...values)
  }
  return later(called, delay / factor)
}, later)

const limit = AbortSignal.timeout
AbortSignal.timeout = (delay) => {
  const until = now() + delay
  const signal = limit.call(AbortSignal, Math.ceil(delay / limitFactor))
  signal.addEventListener('abort', () => reach(until), { once: true })
  return signal
}
