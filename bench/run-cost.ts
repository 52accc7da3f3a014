import { bundledFiles } from './bundle-size.js'
import { measureColdStart, median } from './cold-start.js'
import { installedNodes } from './installed-nodes.js'
import { checkOutShop } from './play.js'
import { countRequests } from './request-counts.js'
import { measureSweep } from './sweep.js'
import { inMs, renderTable } from './table.js'
import { measureWallTime } from './wall-time.js'

const ROUNDS = 7

/** What a run costs, measured on the committed bundle. Times depend on the machine; ratios and counts do not. */
export async function printRunCost(): Promise<void> {
  title(
    '(a) Cold start: `node -e 0` from start to exit, and the bundle from start to its first vendor request; target at most 3'
  )
  const starts: string[][] = []
  for (const { version, path } of installedNodes()) {
    const rounds = await measureColdStart(ROUNDS, path)
    const nodes = rounds.map((each) => each.node)
    const firsts = rounds.map((each) => each.firstRequest)
    const ratio = median(firsts) / median(nodes)
    // On a busy machine the fastest round says more than the median.
    const fastest = Math.min(...firsts) / Math.min(...nodes)
    starts.push([
      `Node ${version}`,
      inMs(median(nodes)),
      inMs(median(firsts)),
      ratio.toFixed(2),
      fastest.toFixed(2)
    ])
  }
  console.log(
    renderTable(['median of rounds', 'node -e 0', 'first request', 'ratio', 'ratio of the fastest'], starts)
  )

  title('(b) Size of dist; target at most 4 MB in all')
  const files = bundledFiles()
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
  console.log(
    renderTable(
      ['file', 'size'],
      [...files.map(({ name, bytes }) => [name, inKb(bytes)]), ['in all', inKb(total)]]
    )
  )

  const checkout = checkOutShop()
  try {
    title('(c) Requests by vendor')
    console.log(await countRequests(checkout.folder))
    title('(d) Wall time of a new ticket with hand-off, every vendor call taking 100 ms')
    console.log(await measureWallTime('with a checkout', checkout.folder))
    console.log(`\n${await measureWallTime('without a checkout', undefined)}`)
    title('(e) A sweep of 50 issues')
    console.log(await measureSweep(checkout.folder))
  } finally {
    checkout.remove()
  }
  console.log(`\nAll of it took ${(performance.now() / 1000).toFixed(0)} s.`)
}

function title(text: string): void {
  console.log(`\n\u001b[1m${text}\u001b[0m\n`)
}
