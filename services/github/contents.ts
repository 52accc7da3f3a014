import { posix } from 'node:path'
import type { ServiceReply } from '../kit/service.js'
import type { TreeEntry } from './git-object.js'
import { base64Lines, rawReply, wantsMedia } from './blobs.js'
import { REPOSITORY, speaks2026, type Call, type Operation } from './operation.js'
import { notFound, ok } from './replies.js'

/** Larger files come without their content. https://docs.github.com/en/rest/repos/contents#get-repository-content */
const MAX_INLINE_BYTES = 1024 * 1024
const MAX_DIRECTORY_FILES = 1000

/** It is JSON like any other, and only this header tells. */
const OBJECT_MEDIA = 'github.v3; param=object; format=json'

interface Place {
  readonly call: Call
  /** What the caller named, or the default branch: it is part of every address. */
  readonly ref: string
  readonly commit: string
}

function kindOf(entry: TreeEntry): 'dir' | 'file' | 'symlink' | 'submodule' {
  if (entry.type === 'tree') return 'dir'
  if (entry.type === 'commit') return 'submodule'
  return entry.mode === '120000' ? 'symlink' : 'file'
}

function addresses(place: Place, entry: TreeEntry): object {
  const { call, ref } = place
  const kind = kindOf(entry)
  const self = `${call.api(`contents/${entry.path}`)}?ref=${encodeURIComponent(ref)}`
  const git = kind === 'submodule' ? null : call.api(`git/${entry.type}s/${entry.sha}`)
  const html =
    kind === 'submodule' ? null : call.html(`${kind === 'dir' ? 'tree' : 'blob'}/${ref}/${entry.path}`)
  const { owner, name } = call.repository
  const raw = new URL(`https://raw.githubusercontent.com/${owner}/${name}/${ref}/`)
  return {
    name: posix.basename(entry.path),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: kind === 'file' || kind === 'symlink' ? new URL(encodeURI(entry.path), raw).href : null,
    _links: { self, git, html }
  }
}

async function listing(place: Place, folder: TreeEntry): Promise<object[]> {
  const entries = await place.call.repository.git.listTree(folder.sha, { recursive: false })
  return entries.slice(0, MAX_DIRECTORY_FILES).map((each) => {
    const entry = { ...each, path: posix.join(folder.path, each.path) }
    const kind = kindOf(entry)
    // Old callers see a submodule listed as a file.
    const isHidden = kind === 'submodule' && !speaks2026(place.call.request)
    return { type: isHidden ? 'file' : kind, ...addresses(place, entry) }
  })
}

async function directory(place: Place, folder: TreeEntry): Promise<ServiceReply> {
  const entries = await listing(place, folder)
  if (!wantsMedia(place.call, 'object')) return ok(entries)
  return ok({ type: 'dir', ...addresses(place, folder), entries }, { 'x-github-media-type': OBJECT_MEDIA })
}

async function file(place: Place, entry: TreeEntry, blob: string): Promise<ServiceReply> {
  const content = (await place.call.repository.git.readObject(blob))?.content ?? Buffer.alloc(0)
  if (wantsMedia(place.call, 'raw')) return rawReply(content)
  const inline = content.length <= MAX_INLINE_BYTES
  const body = {
    type: 'file',
    ...addresses(place, { ...entry, size: content.length }),
    content: inline ? base64Lines(content) : '',
    encoding: inline ? 'base64' : 'none'
  }
  if (!wantsMedia(place.call, 'object')) return ok(body)
  return ok(body, { 'x-github-media-type': OBJECT_MEDIA })
}

/** A link to a file of the repository is answered with that file. */
async function symlink(place: Place, entry: TreeEntry): Promise<ServiceReply> {
  const { git } = place.call.repository
  const target = (await git.readObject(entry.sha))?.content.toString('utf8') ?? ''
  const aim = posix.join(posix.dirname(entry.path), target)
  const found =
    target.startsWith('/') || aim.startsWith('..') ? undefined : await git.entryAt(place.commit, aim)
  if (found && kindOf(found) === 'file') return await file(place, entry, found.sha)
  if (wantsMedia(place.call, 'raw')) return rawReply(Buffer.from(target))
  return ok({ type: 'symlink', target, ...addresses(place, entry) })
}

/** Where the submodule comes from stands in `.gitmodules`; without a line there, the address is empty. */
async function submodule(place: Place, entry: TreeEntry): Promise<ServiceReply> {
  const modules = [
    'config',
    '-z',
    `--blob=${place.commit}:.gitmodules`,
    '--get-regexp',
    '^submodule\\..*\\.(path|url)$'
  ]
  const { stdout } = await place.call.repository.git.attempt(modules)
  const values = new Map(
    stdout
      .toString('utf8')
      .split('\0')
      .map((line) => [line.slice(0, line.indexOf('\n')), line.slice(line.indexOf('\n') + 1)])
  )
  const key = [...values].find(([name, value]) => name.endsWith('.path') && value === entry.path)?.[0]
  const submodule_git_url = values.get(key?.replace(/\.path$/, '.url') ?? '') ?? ''
  return ok({ type: 'submodule', submodule_git_url, ...addresses(place, entry) })
}

async function get(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const ref = call.request.query.get('ref') ?? git.defaultBranch
  const commit = await git.resolveCommit(ref)
  if (commit === undefined) {
    const isEmpty = (await git.head()) === undefined && !call.request.query.has('ref')
    return notFound(isEmpty ? 'This repository is empty.' : `No commit found for the ref ${ref}`)
  }
  const place = { call, ref, commit }
  const path = (call.request.params['path'] ?? '').replace(/^\/+|\/+$/g, '')
  if (path === '') {
    const sha = (await git.peel(commit, 'tree')) ?? ''
    return await directory(place, { mode: '040000', type: 'tree', sha, path: '' })
  }
  const entry = await git.entryAt(commit, path)
  if (!entry) return notFound()
  switch (kindOf(entry)) {
    case 'dir':
      return await directory(place, entry)
    case 'file':
      return await file(place, entry, entry.sha)
    case 'symlink':
      return await symlink(place, entry)
    case 'submodule':
      return await submodule(place, entry)
  }
}

/** https://docs.github.com/en/rest/repos/contents */
export const contentOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/contents/{path*}`,
    alsoAt: [`${REPOSITORY}/contents/`, `${REPOSITORY}/contents`],
    need: { name: 'contents', access: 'read' },
    answer: get
  }
]
