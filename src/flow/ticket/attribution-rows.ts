import { sayStep } from '../decision/attribution/say-evidence.js'
import type {
  Attribution,
  AttributionVerdict,
  Onset,
  SuspectChange
} from '../decision/attribution/attribution.js'
import {
  deployStart,
  type ChangeCommit,
  type Deploy,
  type DeploySource
} from '../decision/attribution/deploy.js'
import { sayPercent } from '../decision/evidence/say-figures.js'
import { inCode, linked, listPieces, strongly, type EvidenceRow, type Piece } from './evidence-row.js'
import { saySpan, sayTime } from './wording.js'

/** Reasons that are listed; the strongest come first. */
const MAX_REASONS = 7
/** Deploys and files that are listed. */
const MAX_LISTED = 5
/** Digits of a commit that people read. */
const COMMIT_DIGITS = 10

export const verdictWords = {
  caused: 'caused by a change of ours',
  likely: 'likely caused by a change of ours',
  'not-ours': 'not by a change of ours',
  unknown: 'unknown'
} as const satisfies Readonly<Record<AttributionVerdict, string>>

const sourceWords = {
  'github-deployment': 'GitHub deployment',
  'github-release': 'GitHub release',
  'datadog-deployment': 'Datadog deployment',
  'datadog-version': 'version tag in Datadog',
  'first-seen-version': 'version of the first event'
} as const satisfies Readonly<Record<DeploySource, string>>

/** When it began, which deploy fits, the verdict with its reasons, the suspect change, and the way out. */
export function attributionRows(attribution: Attribution | undefined): readonly EvidenceRow[] {
  if (attribution === undefined) return []
  const { verdict, onset, deploys, change, reasons, advice } = attribution
  const ours = verdict === 'caused' || verdict === 'likely'
  const said = reasons.map((reason): readonly Piece[] => [reason])
  return [
    { title: 'Began', pieces: onset.known ? [`${sayOnset(onset.value)}.`] : [`unknown: ${onset.reason}.`] },
    {
      title: 'Cause',
      pieces: [strongly(verdictWords[verdict]), ': ', ...listPieces(said, MAX_REASONS, '; '), '.']
    },
    ...(deploys.length === 0 ? [] : [deployRow(attribution)]),
    ...(ours ? [changeRow(change)] : []),
    ...(advice === undefined ? [] : [{ title: 'Way out', pieces: [advice] }])
  ]
}

function sayOnset({ from, to, step }: Onset): string {
  const first = sayTime(from)
  const last = sayTime(to)
  // The day is said once where it is the same.
  const end = last.startsWith(first.slice(0, 10)) ? last.slice(11) : last
  const when = first === last ? `at ${first}` : `between ${first.replace(/ UTC$/, '')} and ${end}`
  return `${when}, ${sayStep(step)}`
}

/** Of one deploy the reasons tell what speaks for it; of several they tell the names alone. */
function deployRow({ deploys, onset, versionShare, luck }: Attribution): EvidenceRow {
  const isOne = deploys.length === 1
  const began = onset.known && !isOne ? onset.value : undefined
  const items = deploys.map((deploy) => sayDeploy(deploy, began))
  const share =
    isOne || versionShare === undefined
      ? []
      : [` ${sayPercent(versionShare)} of the events since the onset carry the version of the first.`]
  const chance =
    isOne || luck === undefined
      ? []
      : [` Chance that some deploy lands so near the onset by luck: ${sayPercent(luck)}.`]
  return {
    title: isOne ? 'Deploy' : 'Deploys that fit equally',
    pieces: [...listPieces(items, MAX_LISTED, '; '), '.', ...share, ...chance]
  }
}

function sayDeploy(deploy: Deploy, onset: Onset | undefined): readonly Piece[] {
  const { version, commit, service, environment, source, url, at } = deploy
  const name = version ?? commit?.slice(0, COMMIT_DIGITS) ?? 'a deploy without a name'
  const built =
    version === undefined || commit === undefined ? '' : ` (commit ${commit.slice(0, COMMIT_DIGITS)})`
  const where = [service, environment].filter((part) => part !== undefined).join(', ')
  return [
    linked(name, url),
    built,
    where === '' ? '' : ` of ${where}`,
    ` at ${sayTime(at)}${sayDistance(deploy, onset)} (${sourceWords[source]})`
  ]
}

/** How long before the onset the deploy began; within the onset's interval there is nothing to say. */
function sayDistance(deploy: Deploy, onset: Onset | undefined): string {
  const start = deployStart(deploy)
  return onset === undefined || start >= onset.from ? '' : `, ${saySpan(onset.from - start)} before the onset`
}

function changeRow(change: Attribution['change']): EvidenceRow {
  const title = 'Suspect change'
  if (!change.known) return { title, pieces: [`unknown: ${change.reason}.`] }
  const { files, commit, compareUrl } = change.value
  const named = files.map((file): readonly Piece[] => [inCode(file)])
  return {
    title,
    pieces: [
      ...(files.length === 0 ? ['no changed file is in the stack'] : listPieces(named, MAX_LISTED)),
      ...(commit === undefined ? [] : ['; last changed by ', ...sayCommit(commit)]),
      ...sayCompare(compareUrl),
      '.'
    ]
  }
}

function sayCommit({ sha, title, author, url }: ChangeCommit): readonly Piece[] {
  const by = author === undefined ? 'nobody that git names' : author
  return [linked(sha.slice(0, COMMIT_DIGITS), url), ` of ${by}: `, `“${title}”`]
}

function sayCompare(url: SuspectChange['compareUrl']): readonly Piece[] {
  return url === undefined ? [] : ['; ', linked('the whole diff', url)]
}
