import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ticketPageHtml } from '../services/jira/render-ticket.js'
import { openStage } from '../services/stage.js'
import { overviewHtml, type Shown } from './overview.js'
import { fixPolicy, openModel } from './fix.js'
import { bundleFolder, folder, scenes } from './scenes.js'
import { shop } from './shop.js'

/*
 * The main job on this machine: the committed bundle, started as a runner starts it, against embedded Datadog, Jira, GitHub and
 * Messages API on loopback ports, with the real agent program, real git and a real test runner. `-- --live` takes the real
 * model, with ANTHROPIC_API_KEY. Ends with exit code 1 when a scene does not end as it should.
 */

const output = join(dirname(dirname(fileURLToPath(import.meta.url))), 'demo-output')
/** Jira's search index shows a new ticket only so much later; long enough that every repeat below comes too early for it. */
const JIRA_INDEX_LAG_MS = 5_000

const started = performance.now()
rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
const live = process.argv.includes('--live')
const key = process.env['ANTHROPIC_API_KEY'] ?? ''
if (live && key === '') throw new Error('Set ANTHROPIC_API_KEY: --live works with the real model.')
const policyPath = '.github/datadog-autofix.yml'
const stage = await openStage({
  files: { ...shop, [policyPath]: `${shop[policyPath] ?? ''}${fixPolicy()}` },
  branches: ['develop'],
  appPermissions: { members: 'read', variables: 'read' },
  github: { teams: ['checkout', 'platform'] },
  jiraIndexLagMs: JIRA_INDEX_LAG_MS
})
stage.github.variables.set('AUTOFIX_ENABLED', 'true')
const model = await openModel(live ? key : undefined)
const shown: Shown[] = []
let wrong = 0

try {
  for (const [index, scene] of scenes.entries()) {
    console.log(`\n\u001b[1m${index + 1}. ${scene.title}\u001b[0m\n   to be expected: ${scene.expect}\n`)
    const step = { ...(await scene.play(stage, model)), onLine: (line: string) => console.log(`   ${line}`) }
    stage.takeRequests()
    const result = await (scene.mode === undefined ? stage.triage(step) : stage.fix(scene.mode, step))
    const requests = stage.takeRequests()
    const right = result.exitCode === 0 && result.outputs['outcome'] === scene.outcome
    if (!right) wrong += 1
    console.log(
      `   ${right ? '✔' : '✘'} ${result.outputs['outcome'] || 'failed'} (${result.outputs['reason']})` +
        ` ${result.outputs['ticket-key']} in ${Math.round(result.durationMs)} ms, ${requests.length} requests`
    )
    if (result.stderr !== '') console.log(`   stderr: ${result.stderr}`)
    const name = `${String(index + 1).padStart(2, '0')}-${scene.title.toLowerCase().replace(/[^a-z]+/g, '-')}`
    writeFileSync(join(output, `${name}.summary.md`), result.summary)
    writeFileSync(join(output, `${name}.report.json`), `${JSON.stringify(result.report, undefined, 2)}\n`)
    shown.push({ ...scene, name, result, requests, right })
  }
  const [pull] = await stage.github.pullRequests.list()
  if (pull) writeFileSync(join(output, 'pull-request.md'), `# ${pull.title}\n\n${pull.body ?? ''}\n`)
  for (const name of ['fix.json', 'fix.patch']) copyFileSync(join(bundleFolder, name), join(output, name))
  writeFileSync(join(output, 'tickets.html'), ticketPageHtml(stage.jira.issues(), stage.jira.names))
  writeFileSync(join(output, 'dispatches.json'), `${JSON.stringify(stage.github.dispatches, undefined, 2)}\n`)
  writeFileSync(join(output, 'index.html'), overviewHtml(shown))
} finally {
  await Promise.all([stage.stop(), model.stop()])
  rmSync(folder, { recursive: true, force: true })
}

const tickets = join(output, 'tickets.html')
console.log(`
Open ${join(output, 'index.html')}: every run with its summary, report and requests.
Open ${tickets}: the tickets as people see them.
Open ${join(output, 'pull-request.md')}: the draft pull request with its proof; fix.patch and fix.json beside it are the bundle.
${scenes.length - wrong} of ${scenes.length} scenes as expected, in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
process.exitCode = wrong === 0 ? 0 : 1
