/*
 * Loaded into the action's process: what happens at its first connection is said by CRASH, with an error that carries every secret in
 * its message, on itself, and in its cause, as errors of HTTP clients carry the request.
 */
const net = require('node:net')
const promises = require('node:timers/promises')
const { syncBuiltinESMExports } = require('node:module')

const secrets = Object.entries(process.env).filter(([name]) => /TOKEN|KEY/.test(name))
const headers = Object.fromEntries(
  secrets.map(([name, value]) => [name, `Basic ${btoa(`bot:${value}`)} ${value}`])
)
function loaded() {
  const error = new Error(`connect failed: ${JSON.stringify(headers)}`, {
    cause: new Error(JSON.stringify(headers))
  })
  return Object.assign(error, { code: 'ECONNREFUSED', headers, request: { headers }, config: { headers } })
}

// Nobody waits for the next attempt.
const [wait, later] = [promises.setTimeout, globalThis.setTimeout]
promises.setTimeout = (ms, ...rest) => wait(Math.min(ms, 20), ...rest)
globalThis.setTimeout = (callback, ms, ...rest) => later(callback, Math.min(ms, 20), ...rest)
syncBuiltinESMExports()

const { connect } = net.Socket.prototype
let connections = 0
net.Socket.prototype.connect = function (...args) {
  connections += 1
  if (process.env.CRASH === 'refuse') {
    setImmediate(() => this.destroy(loaded()))
    return this
  }
  if (connections === 1 && process.env.CRASH === 'reject') void Promise.reject(loaded())
  if (connections === 1 && process.env.CRASH === 'throw') {
    setImmediate(() => {
      throw loaded()
    })
  }
  return connect.apply(this, args)
}
