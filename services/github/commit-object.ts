import { createHmac } from 'node:crypto'
import type { Person } from './identity.js'

/** A commit object taken apart. See https://git-scm.com/docs/gitformat-signature for the signature's place. */
export interface CommitObject {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly signature?: string
  /** As written, without the line break that git's own tools end it with. */
  readonly message: string
  /** What the signature signs: the object without its signature. */
  readonly payload: string
}

export type CommitDraft = Omit<CommitObject, 'payload'>

/** Fixed, so that the same commit has the same sha in every run. */
const SIGNING_KEY = 'embedded-github-web-flow'

function personLine(person: Person): string {
  const clean = (text: string): string => text.replace(/[<>\n\0]/g, '')
  return `${clean(person.name)} <${clean(person.email)}> ${person.seconds} +0000`
}

function parsePerson(text: string): Person {
  const found = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text)
  return { name: found?.[1] ?? '', email: found?.[2] ?? '', seconds: Number(found?.[3] ?? 0) }
}

function compose(draft: Omit<CommitDraft, 'signature'>, signatureHeader: string): string {
  const parents = draft.parents.map((parent) => `parent ${parent}\n`).join('')
  const people = `author ${personLine(draft.author)}\ncommitter ${personLine(draft.committer)}\n`
  return `tree ${draft.tree}\n${parents}${people}${signatureHeader}\n${draft.message}`
}

/** Stands where GitHub puts its own signature. */
function webSignature(payload: string): string {
  const mac = createHmac('sha256', SIGNING_KEY).update(payload).digest('base64')
  return `-----BEGIN PGP SIGNATURE-----\n\n${mac}\n-----END PGP SIGNATURE-----`
}

/** The bytes of a commit object. `signature: 'web'` signs it as GitHub signs what Apps commit. */
export function composeCommit(draft: Omit<CommitDraft, 'signature'>, signature?: string): string {
  if (signature === undefined) return compose(draft, '')
  const armored = signature === 'web' ? webSignature(compose(draft, '')) : signature.trim()
  return compose(draft, `gpgsig ${armored.replaceAll('\n', '\n ')}\n`)
}

export function parseCommit(content: Buffer): CommitObject {
  const text = content.toString('utf8')
  const split = text.indexOf('\n\n')
  const [head, body] = split === -1 ? [text, ''] : [text.slice(0, split), text.slice(split + 2)]
  const headers: [string, string][] = []
  for (const line of head.split('\n')) {
    const last = headers.at(-1)
    const space = line.indexOf(' ')
    if (space === 0 && last) last[1] += `\n${line.slice(1)}`
    else headers.push([line.slice(0, space), line.slice(space + 1)])
  }
  const value = (name: string): string | undefined => headers.find(([each]) => each === name)?.[1]
  const signature = value('gpgsig')
  return {
    tree: value('tree') ?? '',
    parents: headers.filter(([name]) => name === 'parent').map(([, sha]) => sha),
    author: parsePerson(value('author') ?? ''),
    committer: parsePerson(value('committer') ?? ''),
    message: body.replace(/\n$/, ''),
    payload: text.replace(/^gpgsig .*\n(?: .*\n)*/m, ''),
    ...(signature === undefined ? {} : { signature })
  }
}

/** GitHub's verdict on the signature. Signatures of others are never known here. */
export function verificationOf(commit: CommitObject): {
  readonly verified: boolean
  readonly reason: string
} {
  const { signature, payload } = commit
  if (signature === undefined) return { verified: false, reason: 'unsigned' }
  const verified = signature === webSignature(payload)
  return { verified, reason: verified ? 'valid' : 'unknown_key' }
}

/** The verdict with what it is about, as the API shows it. */
export function verificationShape(commit: CommitObject): object {
  const { signature, payload } = commit
  const verdict = verificationOf(commit)
  if (signature === undefined) return { ...verdict, signature: null, payload: null, verified_at: null }
  const verified_at = verdict.verified ? isoTime(commit.committer.seconds) : null
  return { ...verdict, signature, payload, verified_at }
}

/** `2026-01-31T12:00:00Z`: GitHub writes no fractions of a second. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
