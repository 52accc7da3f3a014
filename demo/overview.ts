import type { StepResult } from '../services/runner/embedded-runner.js'

/** A scene that was played. */
export interface Shown {
  readonly title: string
  readonly expect: string
  /** Stem of its files in the output folder. */
  readonly name: string
  readonly result: StepResult
  readonly requests: readonly {
    readonly service: string
    readonly method: string
    readonly path: string
    readonly status: number
  }[]
  readonly right: boolean
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #172b4d }
section { border: 1px solid #dfe1e6; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
h2 { margin: 0 0 .25rem; font-size: 1.15rem } .expect { color: #5e6c84; margin: 0 0 .75rem }
pre { background: #f4f5f7; padding: .75rem; border-radius: 6px; overflow: auto; font-size: 12.5px }
.outcome { font-weight: 600 } .right { color: #006644 } .wrong { color: #bf2600 } summary { cursor: pointer }
table { border-collapse: collapse } td { padding: .1rem .75rem .1rem 0; font: 12.5px ui-monospace, monospace }`

/** One page that shows every run: outcome, log, requests in order, and links to summary, report and tickets. */
export function overviewHtml(shown: readonly Shown[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>datadog-autofix-action: demo</title><style>${STYLE}</style></head>
<body><h1>What the action did</h1>
<p>Every run is the committed bundle, started as a runner starts it. <a href="tickets.html">The tickets</a>,
<a href="dispatches.json">the hand-offs to auto-fix</a>, <a href="pull-request.md">the draft pull request</a>, its
<a href="fix.patch">patch</a> and its <a href="fix.json">bundle with the certificate</a>.</p>
${shown.map(section).join('\n')}
</body></html>
`
}

function section({ title, expect, name, result, requests, right }: Shown, index: number): string {
  const { outputs } = result
  const facts = [outputs['outcome'], outputs['reason'], outputs['ticket-key'], outputs['team']].filter(
    Boolean
  )
  return `<section>
<h2>${index + 1}. ${escape(title)}</h2><p class="expect">${escape(expect)}</p>
<p class="outcome ${right ? 'right' : 'wrong'}">${right ? '✔' : '✘'} ${escape(facts.join(' · '))}
(${Math.round(result.durationMs)} ms, ${requests.length} requests)</p>
<p><a href="${name}.summary.md">job summary</a> · <a href="${name}.report.json">JSON report</a></p>
<details open><summary>Log</summary><pre>${escape(result.log.join('\n'))}</pre></details>
<details><summary>Requests</summary><table>${requests.map(row).join('')}</table></details>
</section>`
}

function row({ service, method, path, status }: Shown['requests'][number]): string {
  return `<tr><td>${escape(service)}</td><td>${method}</td><td>${escape(path)}</td><td>${status}</td></tr>`
}
