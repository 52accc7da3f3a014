import { renderTable } from '../table.js'
import { outages } from './cascades/play-environment.js'
import type { CascadeScore } from './cascades/score-cascades.js'
import { scenes } from './deploys/scenes.js'
import { precisionAndRecall, type SceneScore } from './deploys/score-deploys.js'
import type { SweepScore } from './sweeps.js'
import { percent, type Section } from './tables.js'

export function sweepSection(scores: ReadonlyMap<string, SweepScore>): Section {
  return {
    title: 'Sweeps of 200 issues with 10 true spikes, discoveries by Benjamini and Hochberg at .1',
    table: renderTable(
      ['way', 'false ones among the discoveries', 'spikes found', 'sweeps without any spike that call one'],
      [...scores].map(([way, { falseShare, found, falseAlarms }]) => [
        way,
        percent(falseShare),
        percent(found),
        percent(falseAlarms)
      ])
    )
  }
}

export function sceneSection(scores: readonly SceneScore[]): Section {
  return {
    title: 'Which deploy caused it: what we say',
    table: renderTable(
      ['scene', 'in words', 'of 100 rises', 'right', 'wrong', 'only likely', 'not ours', 'unknown'],
      scores.map(({ scene, claims, plays }) => [
        scene,
        scenes[scene].words,
        String(scenes[scene].weight),
        ...[claims.right, claims.wrong, claims.likely, claims['not-ours'], claims.unknown].map((count) =>
          percent(count / plays, 0)
        )
      ])
    )
  }
}

export function causeSection(scores: ReadonlyMap<string, readonly SceneScore[]>): Section {
  return {
    title: 'Which deploy caused it, scenes by their weight',
    table: renderTable(
      ['way', 'precision', 'recall'],
      [...scores].map(([way, each]) => {
        const { precision, recall } = precisionAndRecall(each)
        return [way, shareOrNone(precision), shareOrNone(recall)]
      })
    )
  }
}

export function cascadeSection(scores: readonly CascadeScore[]): Section {
  return {
    title: 'Outages of several services: what is called a cascade',
    table: renderTable(
      ['environment', 'in words', 'called a cascade', 'spikes in it', 'called service-wide'],
      scores.map(({ outage, called, spikesCalled, serviceWide }) => [
        outage,
        outages[outage],
        percent(called),
        percent(spikesCalled),
        percent(serviceWide)
      ])
    )
  }
}

function shareOrNone(share: number | undefined): string {
  return share === undefined ? '' : percent(share)
}
