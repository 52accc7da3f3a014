import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isFullSha, isObjectType, type GitObject, type ObjectType } from './git-object.js'
import type { GitOutcome, GitRun } from './git-process.js'
import { LooseObjects } from './loose-objects.js'

export interface ObjectFacts {
  readonly type: ObjectType
  /** Bytes of the content. */
  readonly size: number
}

export type RunGit = (args: readonly string[], extra?: Pick<GitRun, 'input' | 'env'>) => Promise<GitOutcome>

/**
 * Every object of a repository. Objects never change, so what was read stays known: the type and the size of all of
 * them, and the content of commits, trees and tags. Packs are read by git, each once.
 */
export class ObjectStore {
  readonly #loose: LooseObjects
  readonly #packs: string
  readonly #run: RunGit
  readonly #facts = new Map<string, ObjectFacts>()
  readonly #kept = new Map<string, GitObject>()
  #packsRead = ''

  constructor(gitDir: string, run: RunGit) {
    this.#loose = new LooseObjects(join(gitDir, 'objects'))
    this.#packs = join(gitDir, 'objects', 'pack')
    this.#run = run
  }

  /** `undefined` for what is no full sha, and for an object that is not there. */
  async read(sha: string): Promise<GitObject | undefined> {
    if (!isFullSha(sha)) return undefined
    const near = this.#kept.get(sha) ?? this.#readLoose(sha)
    if (near) return near
    await this.#readPacks()
    return this.#kept.get(sha) ?? (this.#facts.has(sha) ? await this.#readPacked(sha) : undefined)
  }

  async facts(sha: string): Promise<ObjectFacts | undefined> {
    if (!isFullSha(sha)) return undefined
    const known = this.#facts.get(sha)
    if (known) return known
    if (this.#readLoose(sha) === undefined) await this.#readPacks()
    return this.#facts.get(sha)
  }

  write(type: ObjectType, content: string | Uint8Array): string {
    return this.#loose.write(type, content)
  }

  /** The object of wanted type behind a sha: a commit gives its tree, a tag gives what it tags. */
  async peel(sha: string, wanted: 'commit' | 'tree'): Promise<string | undefined> {
    let object = await this.read(sha)
    while (object !== undefined && object.type !== wanted) {
      const isOnTheWay = object.type === 'tag' || (object.type === 'commit' && wanted === 'tree')
      // Both begin with one word and the sha of what they are about.
      object = isOnTheWay
        ? await this.read(/^[a-z]+ ([0-9a-f]{40})\n/.exec(head(object))?.[1] ?? '')
        : undefined
    }
    return object?.sha
  }

  /** Whether the one commit, or tag of one, is the other or comes before it. */
  async isAncestor(older: string, newer: string): Promise<boolean> {
    const wanted = await this.peel(older, 'commit')
    const start = await this.peel(newer, 'commit')
    if (wanted === undefined || start === undefined) return false
    const seen = new Set([start])
    for (const sha of seen) {
      if (sha === wanted) return true
      for (const parent of parentsOf(await this.read(sha))) seen.add(parent)
    }
    return false
  }

  #readLoose(sha: string): GitObject | undefined {
    const object = this.#loose.read(sha)
    if (object) this.#remember(object)
    return object
  }

  #remember(object: GitObject): void {
    this.#facts.set(object.sha, { type: object.type, size: object.content.length })
    if (object.type !== 'blob') this.#kept.set(object.sha, object)
  }

  /** All of the packs but the content of blobs; nothing where there is no new pack. */
  async #readPacks(): Promise<void> {
    const names = readdirSync(this.#packs)
      .filter((name) => name.endsWith('.idx'))
      .join(' ')
    if (names === this.#packsRead) return
    const list = await this.#run(['cat-file', '--batch-all-objects', '--batch-check'])
    const wanted: string[] = []
    for (const line of list.stdout.toString('latin1').split('\n')) {
      const [sha = '', type = '', size = ''] = line.split(' ')
      if (!isObjectType(type)) continue
      this.#facts.set(sha, { type, size: Number(size) })
      if (type !== 'blob' && !this.#kept.has(sha)) wanted.push(sha)
    }
    const { stdout } = await this.#run(['cat-file', '--batch', '--buffer'], { input: wanted.join('\n') })
    for (const object of readBatch(stdout)) this.#remember(object)
    this.#packsRead = names
  }

  async #readPacked(sha: string): Promise<GitObject | undefined> {
    const { stdout } = await this.#run(['cat-file', '--batch'], { input: `${sha}\n` })
    return readBatch(stdout)[0]
  }
}

/** The beginning of an object whose first line is wanted. */
function head(object: GitObject): string {
  return object.content.toString('latin1', 0, 64)
}

function parentsOf(commit: GitObject | undefined): readonly string[] {
  const text = commit?.content.toString('latin1') ?? ''
  const parents = /^tree [0-9a-f]{40}\n((?:parent [0-9a-f]{40}\n)*)/.exec(text)?.[1] ?? ''
  return parents.split('\n').flatMap((line) => (line === '' ? [] : [line.slice('parent '.length)]))
}

/** Objects as `git cat-file --batch` writes them; what it calls missing is left out. */
function readBatch(output: Buffer): readonly GitObject[] {
  const objects: GitObject[] = []
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at)
    const [sha = '', type = '', size = '0'] = output.toString('latin1', at, end).split(' ')
    at = end + 1
    if (!isObjectType(type)) continue
    const content = Buffer.from(output.subarray(at, at + Number(size)))
    objects.push({ sha, type, content })
    at += Number(size) + 1
  }
  return objects
}
