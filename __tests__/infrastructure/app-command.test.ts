import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openPage } from './app-page.js'

/* The command that the page shows, run by bash with a `gh` that notes how it was called. */

const CODE = 'a180b1a3d263c81bc6441d7b990bae27d4c10679'
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5\nYXQgYWxs\n-----END RSA PRIVATE KEY-----'
const PAGE = 'https://github.com/apps/datadog-autofix'

const GH = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$NOTES/calls"
case "$1 $2" in
  "$REFUSED") echo "gh: refused" >&2; exit 1 ;;
  "api --hostname") printf '%s\\n' Iv23client ${PAGE} "$KEY" ;;
  "secret set"|"variable set") cat > "$NOTES/$1" ;;
esac
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-app-'))
  writeFileSync(join(folder, 'gh'), GH)
  chmodSync(join(folder, 'gh'), 0o755)
  for (const name of ['calls', 'secret', 'variable']) writeFileSync(join(folder, name), '')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(refused = ''): { readonly printed: string; readonly calls: readonly string[] } {
  const page = openPage('file:///create-app.html')
  page.at('repository').value = 'your-org/shop'
  page.at('host').value = 'github.com'
  page.at('name').value = 'datadog-autofix'
  const state = new URL(page.submit()?.action ?? '').searchParams.get('state') ?? ''
  page.paste(`http://localhost:9/created?code=${CODE}&state=${state}`)
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', page.at('command').textContent], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, NOTES: folder, KEY, REFUSED: refused }
  })
  return { printed: stdout + stderr, calls: noted('calls').trimEnd().split('\n') }
}

function noted(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

describe('the command', () => {
  it('puts the whole key into the secret and the client id into the variable, and says where to install the App', () => {
    const { printed, calls } = run()
    expect(noted('secret').trimEnd()).toBe(KEY)
    expect(noted('variable')).toBe('')
    expect(calls).toEqual([
      'secret list --repo github.com/your-org/shop',
      `api --hostname github.com --method POST /app-manifests/${CODE}/conversions --jq .client_id, .html_url, .pem`,
      'secret set AUTOFIX_APP_PRIVATE_KEY --repo github.com/your-org/shop',
      'variable set AUTOFIX_APP_CLIENT_ID --repo github.com/your-org/shop --body Iv23client'
    ])
    expect(printed).toBe(`Now install it: ${PAGE}/installations/new\n`)
  })

  it('shows the key to nobody: not on the screen, and in no arguments', () => {
    const { printed, calls } = run()
    for (const line of KEY.split('\n')) expect([printed, ...calls].join('\n')).not.toContain(line)
  })

  it('spends no code where the secret cannot be set', () => {
    const { calls } = run('secret list')
    expect(calls).toEqual(['secret list --repo github.com/your-org/shop'])
  })

  it.each(['api --hostname', 'secret set', 'variable set'])('ends when gh %s is refused', (refused) => {
    const { printed, calls } = run(refused)
    expect(calls.at(-1)).toContain(refused)
    expect(printed).toBe('gh: refused\n')
  })
})
