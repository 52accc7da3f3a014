import { playScene } from './play.js'
import { scenes } from './scenes.js'
import { renderTable } from './table.js'

/** A table of every scene, with a checkout and without. */
export async function countRequests(checkout: string): Promise<string> {
  const rows: string[][] = []
  for (const scene of scenes) {
    for (const workspace of [checkout, undefined]) {
      const { requests } = await playScene(scene, { workspace })
      const of = (vendor: string): string =>
        String(requests.filter(({ service }) => service === vendor).length)
      const where = workspace === undefined ? 'no' : 'yes'
      rows.push([scene.title, where, of('datadog'), of('jira'), of('github'), String(requests.length)])
    }
  }
  return renderTable(['run', 'checkout', 'Datadog', 'Jira', 'GitHub', 'in all'], rows)
}
