/* Loaded into the action's process to leak one credential in each way: the tests have to see all of them. */
const { spawn, spawnSync } = require('node:child_process')
const { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
const { connect } = require('node:net')
const { tmpdir } = require('node:os')
const { dirname, join } = require('node:path')

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`]
const encoded = (name, encoding) => Buffer.from(`user:${input(name)}`).toString(encoding)

spawn('git', ['--version'], { env: { PATH: process.env.PATH, GIT_TOKEN: input('app-token') } })
spawnSync('git', ['-c', `http.extraheader=${encoded('github-token', 'base64')}`, '--version'])
spawn('cat', [], { env: { PATH: process.env.PATH } }).stdin.end(encoded('jira-api-token', 'base64'))
process.stderr.write(`${encoded('datadog-api-key', 'hex')}\n`)
const folder = mkdtempSync(join(tmpdir(), 'gone-'))
writeFileSync(join(folder, 'overwritten'), input('datadog-app-key'))
writeFileSync(join(folder, 'overwritten'), 'nothing')
writeFileSync(join(folder, 'removed'), JSON.stringify({ key: input('anthropic-api-key') }))
symlinkSync(encodeURIComponent(input('jira-api-token')), join(folder, 'link'))
rmSync(folder, { recursive: true })
writeFileSync(join(tmpdir(), 'stays'), process.env.NPM_TOKEN)
appendFileSync(join(dirname(process.env.GITHUB_OUTPUT), 'temp', 'note'), process.env.GITHUB_TOKEN)
connect({ host: '127.0.0.1', port: 9 }).on('error', () => undefined)
