import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cutSection } from '../../scripts/release/changelog.js'
import { planRelease, type ReleasePlan, type ReleaseState } from '../../scripts/release/plan-release.js'
import { publishRelease } from '../../scripts/release/publish-release.js'
import { readFacts } from '../../scripts/release/read-facts.js'
import type { NewPullRequest, NewRelease, Releases } from '../../scripts/release/releases.js'
import { Repository } from '../../scripts/release/repository.js'

/** GitHub's releases in memory: as strict as GitHub about drafts and published releases. */
export class FakeReleases implements Releases {
  readonly releases = new Map<string, NewRelease & { state: ReleaseState; files: readonly string[] }>()
  readonly pullRequests: NewPullRequest[] = []
  latest = ''

  state(tag: string): ReleaseState {
    return this.releases.get(tag)?.state ?? 'absent'
  }

  draft(release: NewRelease): void {
    if (this.releases.has(release.tag)) throw new Error(`${release.tag} exists`)
    this.releases.set(release.tag, { ...release, state: 'draft', files: [] })
  }

  attach(tag: string, files: readonly string[]): void {
    this.#drafted(tag).files = files
  }

  publish(tag: string, { latest }: { readonly latest: boolean }): void {
    this.#drafted(tag).state = 'published'
    if (latest) this.latest = tag
  }

  openPullRequest(pullRequest: NewPullRequest): void {
    this.pullRequests.push(pullRequest)
  }

  #drafted(tag: string): { state: ReleaseState; files: readonly string[] } {
    const release = this.releases.get(tag)
    if (release?.state !== 'draft') throw new Error(`${tag} is no draft`)
    return release
  }
}

/** A project on a bare remote, both real repositories in a temporary folder. */
export class ReleaseStage {
  readonly releases = new FakeReleases()
  readonly #home = mkdtempSync(join(tmpdir(), 'release-stage-'))
  readonly folder = join(this.#home, 'checkout')
  readonly repository = new Repository(this.folder)

  constructor() {
    const remote = join(this.#home, 'remote.git')
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote])
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', this.folder])
    const config = `[user]\n\tname = Jo\n\temail = jo@example.com\n[remote "origin"]\n\turl = ${remote}\n`
    writeFileSync(join(this.folder, '.git/config'), config, { flag: 'a' })
    this.write('package.json', '{\n  "name": "project",\n  "version": "0.0.0"\n}\n')
    this.write(
      'package-lock.json',
      '{\n  "version": "0.0.0",\n  "packages": {\n    "": { "version": "0.0.0" },\n    "node_modules/a": { "version": "9.9.9" }\n  }\n}\n'
    )
    this.write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n')
    this.push('Begin')
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' }).trim()
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8')
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text)
  }

  /** Commits everything to main, here and on the remote. */
  push(message: string): string {
    this.git('add', '--all')
    this.git('commit', '--quiet', '-m', message)
    this.git('push', '--quiet', 'origin', 'HEAD:main')
    return this.git('rev-parse', 'HEAD')
  }

  /** Something new, under `Unreleased`. */
  work(entry: string): string {
    this.#enter(entry)
    return this.push(entry)
  }

  /** Work, and main with the section of the version. */
  ready(version: string): string {
    this.#enter(`What ${version} brings`)
    this.write('CHANGELOG.md', cutSection(this.read('CHANGELOG.md'), version, '2026-02-03'))
    this.write(
      'package.json',
      this.read('package.json').replace(/"version": ".*"/, `"version": "${version}"`)
    )
    return this.push(`Release ${version}`)
  }

  plan(version: string): ReleasePlan {
    return planRelease(readFacts(this.folder, version, this.releases))
  }

  /** A whole run of the release job, as far as it gets. Throws the reasons when it is refused. */
  run(version: string, change: { readonly tell?: (step: string) => void } = {}): readonly string[] {
    const plan = this.plan(version)
    if (plan.kind === 'refuse') throw new Error(plan.reasons.join('\n'))
    if (plan.kind !== 'publish') return [plan.kind]
    publishRelease(plan, {
      repository: this.repository,
      releases: this.releases,
      files: ['sbom.cdx.json'],
      tell: change.tell ?? (() => undefined)
    })
    return plan.steps
  }

  tags(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.repository.remoteTags())
  }

  #enter(entry: string): void {
    this.write(
      'CHANGELOG.md',
      this.read('CHANGELOG.md').replace('Unreleased\n', `Unreleased\n\n- ${entry}\n`)
    )
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true })
  }
}
