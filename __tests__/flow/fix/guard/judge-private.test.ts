import { describe, expect, it } from '@jest/globals'
import { added, edited, fix, judge, removed, rulesOf, rulesWith, test } from './changes.js'

const token = `ghp_${'aB3dE6gH9j'.repeat(3)}aB3dE6`
const other = `ghp_${'zY8xW5vU2t'.repeat(3)}zY8xW5`
const body = (line: string) => `const a = 1\n${line}\nconst b = 2\n`

function edit(before: string, after: string, path = 'src/client.ts') {
  return rulesWith(edited(path, body(before), body(after)))
}

describe('secrets and personal data in the added lines', () => {
  it.each([
    ['a token of GitHub', `const t = '${token}'`, 'secret'],
    ['a token in a comment', `// ${token}`, 'secret'],
    ['a key of AWS', "const id = 'AKIAQ3EGRIHJKLMN7OPQ'", 'secret'],
    ['a password under its key', "const password = 'hunter2hunter2'", 'secret'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----', 'secret'],
    ['a secret of this run', "const x = 'my-own-run-secret-1234'", 'secret'],
    [
      'a token with a zero-width character',
      `const t = '${token.slice(0, 9)}\u200b${token.slice(9)}'`,
      'secret'
    ],
    ['a mail address', "const to = 'jane.doe@acme.io'", 'personal-data'],
    ['an address that only begins like an example', "const to = 'jane@example.com.evil.io'", 'personal-data'],
    ['a phone number', "const phone = '+49 170 1234567'", 'personal-data'],
    ['a public network address', "const host = '84.23.11.9'", 'personal-data']
  ])('finds %s', (_, line, rule) => {
    expect(edit('', line)).toContain(rule)
    expect(edit('', line, 'tests/client.test.ts')).toContain(rule)
  })

  it.each([
    "const to = 'jane@example.com'",
    "const to = 'jane@mail.example'",
    "const host = '127.0.0.1'",
    "const host = '192.0.2.7'",
    "const name = user?.name ?? 'Guest'",
    'const token = await readToken()',
    'const key = process.env.API_KEY',
    "const version = '1.2.3'"
  ])('lets %s pass', (line) => {
    expect(edit('', line, 'tests/client.test.ts')).toEqual([])
  })

  it('never shows the secret, and tells where it stands', () => {
    const { findings } = judge({ changes: [fix, test, added('src/client.ts', body(`const t = '${token}'`))] })
    expect(findings).toEqual([{ rule: 'secret', path: 'src/client.ts', line: 2, evidence: 'github-token' }])
    expect(JSON.stringify(findings)).not.toContain(token.slice(4))
  })

  it('lets a secret pass that was there before, and moved', () => {
    expect(edit(`const t = '${token}'`, `const t = input ?? '${token}'`)).toEqual([])
    const moved = [
      edited('src/a.ts', body(`const t = '${token}'`), body('')),
      edited('src/b.ts', body(''), body(`  const t = '${token}'`))
    ]
    expect(rulesOf(judge({ changes: [fix, test, ...moved] }))).toEqual([])
  })

  it('refuses a secret in the place of another, and one more of the same', () => {
    expect(edit(`const t = '${token}'`, `const t = '${other}'`)).toEqual(['secret'])
    expect(edit(`const t = '${token}'`, `const t = '${token}'\nconst u = '${token}'`)).toEqual(['secret'])
    expect(edit("const password = 'hunter2hunter2'", "const password = 'correct4horse5'")).toContain('secret')
  })

  it('asks of a removed secret nothing', () => {
    expect(edit(`const t = '${token}'`, 'const t = read()')).toEqual([])
    expect(rulesWith(removed('src/client.ts', token))).toEqual(['deleted-file'])
  })

  it('reads the path of a new file', () => {
    expect(rulesWith(added(`src/${token}.ts`))).toContain('secret')
  })
})

describe('hidden characters in the added lines', () => {
  it.each([
    ['a direction override', 'a\u202eb'],
    ['a direction isolate', 'a\u2066b'],
    ['a zero-width space', 'a\u200bb'],
    ['a zero-width joiner between letters', 'a\u200db'],
    ['a tag', 'a\u{e0041}b'],
    ['a soft hyphen', 'a\u00adb'],
    ['a byte order mark inside', 'a\ufeffb'],
    ['a filler', 'a\u3164b'],
    ['an escape', 'a\u001b[31mb'],
    ['a carriage return inside', 'a // b\rc()'],
    ['a line separator', 'a // b\u2028c()'],
    ['a next line', 'a // b\u0085c()'],
    ['a variation selector after a letter', 'a\ufe0f']
  ])('finds %s', (_, line) => {
    expect(edit('', line)).toEqual(['hidden-characters'])
    // It was there before: the change has not brought it in.
    expect(edit(line, `  ${line}`)).toEqual([])
    expect(edit(line, 'plain')).toEqual([])
  })

  it.each(['größe = "日本語"', 'x = "❤️ 👩‍💻 1️⃣"', '\ttabs', 'a\ufffdb', 'windows\r'])(
    'lets %j pass',
    (line) => {
      expect(edit('', line)).toEqual([])
    }
  )

  it('names the character and the line', () => {
    const { findings } = judge({ changes: [fix, test, added('src/a.ts', body('x\u202e'))] })
    expect(findings).toEqual([{ rule: 'hidden-characters', path: 'src/a.ts', line: 2, evidence: 'U+202E' }])
  })

  it('lets a file keep its byte order mark, and takes none', () => {
    expect(rulesWith(edited('src/a.cs', '\ufeffone\n', '\ufefftwo\n'))).toEqual([])
    expect(rulesWith(edited('src/a.cs', 'one\n', '\ufefftwo\n'))).toEqual(['hidden-characters'])
  })
})

describe('the canary', () => {
  it.each([
    ['as it is', '// canary-5f0d7e52-91ab'],
    ['in another case', '// CANARY-5F0D7E52-91AB'],
    ['without hyphens', 'const canary5f0d7e5291ab = 1'],
    ['taken apart', "'canary-5f0d' +\n  '7e52-91ab'"],
    ['with spaces', '// canary 5f0d7e52 91ab'],
    ['with an invisible character', '// canary-5f0d\u200b7e52-91ab'],
    ['in full width', '// ｃanary-5f0d7e52-91ab']
  ])('is found %s', (_, line) => {
    expect(edit('', line)).toContain('canary')
  })

  it('is found in a path, in a link and in what is no code', () => {
    expect(rulesWith(added('src/canary_5f0d7e52_91ab.ts'))).toEqual(['canary'])
    expect(rulesWith(added('src/a', '/tmp/canary-5f0d7e52-91ab', '120000'))).toContain('canary')
    expect(rulesWith(added('notes/a.md', 'canary-5f0d7e52-91ab'))).toContain('canary')
  })

  it('is not found in a part of it, nor when there is none', () => {
    expect(edit('', '// canary-5f0d7e52')).toEqual([])
    const hot = judge({ canary: '' })
    expect(rulesOf(hot)).toEqual([])
    expect(rulesOf(judge({ canary: 'a-b' }))).toEqual([])
  })
})
