import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playOneJob, playTwoJobs, probesOf } from './fix-scenes.js'
import { readProbes } from './probe.js'
import type { Album } from './scene-recorder.js'
import { playTriage } from './triage-scenes.js'

export interface Played extends Pick<Album, 'recordings' | 'hosted' | 'vendors'> {
  /** What the repository's own tests could see, one JSON value for each run. */
  readonly probed: readonly string[]
}

/** Plays all modes with the bundle: three stages side by side. `tracer` follows the programs of the fix job. */
export async function playAll(tracer: string): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  const album: Album = { folder, recordings: new Map(), hosted: [], vendors: new Set() }
  mkdirSync(probesOf(album))
  try {
    await Promise.all([playTriage(album), playTwoJobs(album, tracer), playOneJob(album)])
    return { ...album, probed: readProbes(probesOf(album)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
