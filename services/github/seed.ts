/** Path to content; `null` removes the path. The default mode is `100644`. */
export type SeedFiles = Readonly<Record<string, string | Uint8Array | SeedFile | null>>

export interface SeedFile {
  readonly content: string | Uint8Array
  readonly mode: '100644' | '100755' | '120000'
}

export interface SeedCommit {
  readonly branch: string
  readonly message: string
  /** Absence starts a new history. */
  readonly parent: string | undefined
  readonly seconds: number
}

/** Who makes the commits of seeds. */
export const SEED_PERSON = 'Seed <seed@example.com>'

function data(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

export function isSeedFile(value: string | Uint8Array | SeedFile): value is SeedFile {
  return typeof value === 'object' && 'mode' in value
}

/**
 * One commit in the language of `git fast-import`, so that thousands of files cost one process.
 * See https://git-scm.com/docs/git-fast-import
 */
export function seedStream(files: SeedFiles, commit: SeedCommit): Buffer {
  const parts = [
    Buffer.from(`commit refs/heads/${commit.branch}\n`),
    Buffer.from(`committer ${SEED_PERSON} ${commit.seconds} +0000\n`),
    data(commit.message)
  ]
  if (commit.parent !== undefined) parts.push(Buffer.from(`from ${commit.parent}\n`))
  for (const [path, value] of Object.entries(files)) {
    if (value === null) {
      parts.push(Buffer.from(`D ${quote(path)}\n`))
      continue
    }
    const file = isSeedFile(value) ? value : ({ content: value, mode: '100644' } as const)
    parts.push(Buffer.from(`M ${file.mode} inline ${quote(path)}\n`), data(file.content))
  }
  return Buffer.concat(parts)
}
