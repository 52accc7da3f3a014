/*
 * Loaded into the action's own process before anything of it (`node --require`). Writes one JSON line for each thing that
 * leaves this process by another way than an embedded service, which has its own log:
 *
 * - every child process. All of Node's ways to start one (spawn, exec, execFile, fork, cluster) end in
 *   `ChildProcess.prototype.spawn`, and those that wait in `spawnSync` of the binding, so that the list is complete whatever
 *   the bundle imports, and however;
 * - what is written on a child's standard input;
 * - every outgoing connection;
 * - every change of the file system, from the one binding below `fs`, `fs/promises`, file handles and streams;
 * - the whole content of a folder right before it is removed, and of the step's folders when the process ends.
 */
const childProcess = require('node:child_process')
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const net = require('node:net')
const { basename, dirname, join } = require('node:path')

const folder = process.env.SECRETS_RECORDING
const events = fs.openSync(join(folder, 'events.jsonl'), 'a')
const binding = process.binding('fs')
const { cpSync, existsSync } = fs
let quiet = false
let serial = 0

function record(event) {
  fs.writeSync(events, `${JSON.stringify(event)}\n`)
}

function base64(chunk, encoding) {
  return Buffer.from(chunk, typeof chunk === 'string' ? encoding : undefined).toString('base64')
}

/** Replaces a function by one that calls `before` first. */
function hook(owner, name, before) {
  const original = owner[name]
  owner[name] = function (...args) {
    if (!quiet) before.call(this, ...args)
    return Reflect.apply(original, this, args)
  }
}

// Processes.
const { spawn } = childProcess.ChildProcess.prototype
childProcess.ChildProcess.prototype.spawn = function (options) {
  const number = (serial += 1)
  const { file, args, envPairs = [], cwd = process.cwd(), stdio } = options
  const fds = Array.isArray(stdio) ? stdio.map(String) : [String(stdio)]
  record({ kind: 'process', number, file, argv: args, env: envPairs, cwd: String(cwd), stdio: fds })
  const result = spawn.call(this, options)
  if (this.stdin) {
    for (const name of ['write', 'end']) {
      hook(this.stdin, name, (chunk, encoding) => {
        if (typeof chunk === 'string' || ArrayBuffer.isView(chunk))
          record({ kind: 'stdin', number, bytes: base64(chunk, encoding) })
      })
    }
  }
  return result
}
hook(process.binding('spawn_sync'), 'spawn', ({ file, args, envPairs = [], cwd = process.cwd() }) => {
  const number = (serial += 1)
  record({ kind: 'process', number, file, argv: args, env: envPairs, cwd: String(cwd), stdio: ['sync'] })
})

// Connections.
hook(net.Socket.prototype, 'connect', (...args) => {
  const [first] = Array.isArray(args[0]) ? args[0] : args
  const { host = 'localhost', port, path } = typeof first === 'object' ? first : { port: first }
  record({ kind: 'connection', to: path ?? `${host}:${port}` })
})

// The file system.
const CHANGES =
  /^(?:write|openFileHandle$|open$|rename|symlink|link$|mkdir|mkdtemp|copyFile|cp[A-Z]|ftruncate|futimes|utimes)/
for (const name of Object.keys(binding)) {
  if (typeof binding[name] !== 'function' || !CHANGES.test(name)) continue
  hook(binding, name, (...args) => {
    if (args[0] === events) return
    // An open file is noted by its path when it may be written.
    if (/^open/.test(name) && (Number(args[1]) & 3) === 0) return
    const parts = args.flatMap((each) => (Array.isArray(each) ? each : [each]))
    const texts = parts.filter((each) => typeof each === 'string' || ArrayBuffer.isView(each))
    record({ kind: 'change', name, parts: texts.map((each) => base64(each, 'utf8')) })
  })
}

/** Copies what is there: files, folders and links. A socket or a pipe has no content to keep. */
function keep(path, why) {
  if (!existsSync(path)) return
  quiet = true
  try {
    const target = join(folder, 'kept', `${(serial += 1)}-${why}-${basename(path)}`)
    const filter = (from) => {
      const stat = fs.lstatSync(from)
      return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink()
    }
    cpSync(path, target, { recursive: true, verbatimSymlinks: true, filter })
  } finally {
    quiet = false
  }
}

/** Folders that are being removed: a removal goes through them, and what is in them is kept already. */
const going = new Set()
for (const [owner, names] of [
  [fs, ['rm', 'rmSync', 'rmdir', 'rmdirSync', 'unlink', 'unlinkSync']],
  [fs.promises, ['rm', 'rmdir', 'unlink']]
]) {
  for (const name of names) {
    const original = owner[name]
    owner[name] = function (path, ...rest) {
      const place = String(path)
      const known = quiet || [...going].some((each) => place === each || place.startsWith(`${each}/`))
      if (known) return original.call(this, path, ...rest)
      keep(place, 'removed')
      going.add(place)
      const result = original.call(this, path, ...rest)
      if (result instanceof Promise) return result.finally(() => going.delete(place))
      going.delete(place)
      return result
    }
  }
}
process.on('exit', () => {
  const places = [dirname(process.env.GITHUB_OUTPUT ?? ''), process.env.GITHUB_WORKSPACE, process.env.TMPDIR]
  for (const place of places) if (place && place !== '.') keep(place, 'left')
})
syncBuiltinESMExports()
