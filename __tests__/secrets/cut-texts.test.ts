import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { runProcess } from '../../src/adapters/claude/agent-process.js'
import { createGit } from '../../src/adapters/git/git-process.js'
import { CHECKOUT_TOKEN } from './credentials.js'
import { createSearch } from './encodings.js'

/*
 * What is cut before it is cleaned can end, or begin, in the middle of a credential, and half a credential is found by nobody who
 * looks for the whole. Programs in the place of git and of the agent say a credential at every place around the cut.
 */

const search = createSearch([{ name: 'token', value: CHECKOUT_TOKEN }])
const folder = mkdtempSync(join(tmpdir(), 'cut-texts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Prints words before and after the credential, and fails. */
function program(name: string, before: number, after: number): string {
  const text = `${'word '.repeat(400).slice(0, before)} ${CHECKOUT_TOKEN} ${'word '.repeat(2000).slice(0, after)}`
  writeFileSync(join(folder, name), `#!/bin/sh\ncat >&2 <<'END'\n${text}\nEND\nexit 1\n`, { mode: 0o755 })
  return join(folder, name)
}

const path = `${folder}:${process.env['PATH'] ?? ''}`
/** So many characters of the credential, and no more, lie before the cut. */
const parts = [16, 24, CHECKOUT_TOKEN.length - 1] as const

describe('half a credential is not told', () => {
  it.each(parts)('by git, whose complaint is cut after %i characters of it', async (part) => {
    program('git', 2_000 - 'git status: '.length - part - 1, 5_000)
    const git = createGit({ searchPath: path, home: folder })
    const complaint = await git({ args: ['status'], folder, secrets: [CHECKOUT_TOKEN] }).then(
      () => '',
      (error: unknown) => String(error)
    )
    expect(complaint).toContain('git status: word word')
    expect(search(complaint)).toEqual([])
  })

  it.each(parts)(
    'by the agent, of whose error output the last %i characters of it are kept',
    async (part) => {
      const end = await runProcess({
        program: program('agent', 1_000, 8 * 1024 - 2 - part),
        arguments: [],
        environment: { PATH: process.env['PATH'] ?? '' },
        folder,
        input: '',
        limitMs: 60_000,
        onLine: () => undefined,
        abort: new AbortController().signal
      })
      expect(end.errorOutput).toContain('word word')
      expect(search(end.errorOutput)).toEqual([])
    }
  )
})
