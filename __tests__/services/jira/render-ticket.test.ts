import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { renderAdf } from '../../../services/jira/render-adf.js'
import { renderTicketHtml, ticketPageHtml } from '../../../services/jira/render-ticket.js'
import { doc, paragraph, startJira } from './loopback.js'

const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks })
const EVIL = `<img src=x onerror="alert('1')">&`
const SAFE = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'

describe('renderAdf', () => {
  it.each([
    ['paragraph', paragraph('a'), '<p>a</p>'],
    ['heading', { type: 'heading', attrs: { level: 2 }, content: [text('a')] }, '<h3 class="adf-h2">a</h3>'],
    [
      'code block',
      { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('a < b')] },
      '<pre data-language="ts"><code>a &lt; b</code></pre>'
    ],
    [
      'bullets',
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('a')] }] },
      '<ul><li><p>a</p></li></ul>'
    ],
    [
      'numbers',
      {
        type: 'orderedList',
        attrs: { order: 3 },
        content: [{ type: 'listItem', content: [paragraph('a')] }]
      },
      '<ol start="3"><li><p>a</p></li></ol>'
    ],
    [
      'table',
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', content: [paragraph('a')] },
              { type: 'tableCell', content: [paragraph('b')] }
            ]
          }
        ]
      },
      '<div class="table"><table><tbody><tr><th><p>a</p></th><td><p>b</p></td></tr></tbody></table></div>'
    ],
    [
      'panel',
      { type: 'panel', attrs: { panelType: 'warning' }, content: [paragraph('a')] },
      '<div class="panel panel-warning"><span class="icon">⚠️</span><div><p>a</p></div></div>'
    ],
    [
      'expand',
      { type: 'expand', attrs: { title: 'Stack' }, content: [paragraph('a')] },
      '<details><summary>Stack</summary><p>a</p></details>'
    ],
    ['rule', { type: 'rule' }, '<hr>'],
    [
      'card',
      { type: 'inlineCard', attrs: { url: 'https://example.com' } },
      '<span class="card"><a href="https://example.com" rel="noreferrer noopener">https://example.com</a></span>'
    ],
    [
      'status',
      { type: 'status', attrs: { text: 'NEW', color: 'blue' } },
      '<span class="lozenge lozenge-blue">NEW</span>'
    ],
    ['emoji', { type: 'emoji', attrs: { shortName: ':bug:', text: '🐛' } }, '<span title=":bug:">🐛</span>'],
    ['break', { type: 'hardBreak' }, '<br>'],
    [
      'marks',
      text('a', { type: 'strong' }, { type: 'em' }, { type: 'strike' }),
      '<s><em><strong>a</strong></em></s>'
    ],
    [
      'link',
      text('a', { type: 'code' }, { type: 'link', attrs: { href: 'https://example.com/?a=1&b="' } }),
      '<a href="https://example.com/?a=1&amp;b=&quot;" rel="noreferrer noopener"><code>a</code></a>'
    ],
    [
      'colour',
      text('a', { type: 'textColor', attrs: { color: '#ff0000' } }),
      '<span style="color:#ff0000">a</span>'
    ],
    ['unknown node', { type: 'marquee', content: [paragraph('a')] }, '<p>a</p>']
  ])('renders a %s', (_, node, html) => {
    expect(renderAdf(node)).toBe(html)
  })

  it.each([
    ['a link that runs code', text('a', { type: 'link', attrs: { href: 'javascript:alert(1)' } }), 'a'],
    [
      'a colour that leaves its attribute',
      text('a', { type: 'textColor', attrs: { color: '#fff;"onload=' } }),
      'a'
    ],
    ['text with tags', paragraph(EVIL), `<p>${SAFE}</p>`],
    [
      'a title with tags',
      { type: 'expand', attrs: { title: EVIL }, content: [] },
      `<details><summary>${SAFE}</summary></details>`
    ],
    [
      'a language with tags',
      { type: 'codeBlock', attrs: { language: EVIL }, content: [] },
      `<pre data-language="${SAFE}"><code></code></pre>`
    ],
    [
      'an emoji with tags',
      { type: 'emoji', attrs: { shortName: EVIL } },
      `<span title="${SAFE}">${SAFE}</span>`
    ]
  ])('disarms %s', (_, node, html) => {
    expect(renderAdf(node)).toBe(html)
  })
})

describe('a rendered ticket', () => {
  let started: Awaited<ReturnType<typeof startJira>>
  beforeEach(async () => {
    started = await startJira()
  })
  afterEach(() => started.jira.stop())

  it('shows fields, links, comments and history, with names for ids', async () => {
    const { jira, call, create } = started
    const other = await create()
    const key = await create({
      description: doc(paragraph('It broke.')),
      labels: ['datadog-autofix'],
      components: [{ name: 'payments' }],
      customfield_10001: '36885b3c-1bf0-4f85-a357-c5b858c31de4'
    })
    await call('POST', '/issueLink', {
      type: { name: 'Relates' },
      inwardIssue: { key },
      outwardIssue: { key: other }
    })
    await call('POST', `/issue/${key}/remotelink`, {
      globalId: 'g',
      object: { url: 'https://app.datadoghq.com/x', title: 'Datadog issue' }
    })
    const { json } = await call('POST', `/issue/${key}/comment`, { body: doc(paragraph('Seen again.')) })
    await call('PUT', `/issue/${key}/comment/${(json as { id: string }).id}`, {
      body: doc(paragraph('Seen 3 times.'))
    })
    jira.transition(key, 'Done', { resolution: 'Done' })
    const html = renderTicketHtml(jira.ticket(key), jira.names)
    for (const part of [
      '<p>It broke.</p>',
      'datadog-autofix',
      '<dt>Team</dt><dd>Payments</dd>',
      'payments',
      other,
      '<p>Seen 3 times.</p>',
      'edited once',
      'To Do → Done (Done)',
      '<b>Datadog Autofix</b>',
      '<a href="https://app.datadoghq.com/x"',
      'lozenge-green">Done'
    ]) {
      expect(html).toContain(part)
    }
    expect(html).not.toContain('Seen again')
    expect(html).not.toMatch(/<script|<link|src=/)
  })

  it('escapes what strangers wrote, wherever it stands', async () => {
    const key = await started.create({ summary: EVIL, labels: [EVIL.replaceAll(' ', '')] })
    started.jira.comment(key, EVIL)
    const html = ticketPageHtml(started.jira.issues())
    expect(html).not.toContain('<img')
    expect(html.split(SAFE)).toHaveLength(4)
  })

  it('lists every ticket on the page and styles it once', async () => {
    const keys = [await started.create(), await started.create()]
    const html = ticketPageHtml(started.jira.issues(), started.jira.names)
    expect(html.startsWith('<!doctype html>')).toBe(true)
    for (const key of keys) expect(html).toContain(`<a href="#${key}">${key}</a>`)
    expect(html.match(/<article/g)).toHaveLength(2)
    expect(html.match(/<style>/g)).toHaveLength(1)
  })
})
