import { EVIL_HOST, FORGED, textsOf } from './hostile-text.js'

export const markdown = textsOf('markdown', [
  `[${FORGED}](https://${EVIL_HOST}/a) ![x](https://${EVIL_HOST}/x.png) [![x](data:image/png;base64,AA)](javascript:alert(1))`,
  `[ref]: https://${EVIL_HOST}/ref "t"\n[ref] ![ref] [^1]\n\n[^1]: https://${EVIL_HOST}/note`,
  `# ${FORGED} approved\n\n${FORGED} approved\n===\n${FORGED}\n---\n\n***\n- [x] ${FORGED}`,
  '| a | b |\n| --- | --- |\n| c | d | e |\n\\| f \\\\| g |',
  '```\ncode\n```\n~~~~\ncode\n~~~~\n    indented\n`a` ``b`` ```c```',
  '> > quoted\n* * *\n1) one\n+ two\n1. **bold** __bold__ *em* _em_ ~~gone~~ ==mark== $x^2$ $$\\frac{a}{b}$$',
  `<https://${EVIL_HOST}/auto> https://${EVIL_HOST}/bare www.${EVIL_HOST} mailto:a@${EVIL_HOST} ftp://${EVIL_HOST}`,
  'line one  \nline two\\\nline three &amp; &#64;octocat &lt;img src=x&gt; &#x26;',
  `\\[${FORGED}](https://${EVIL_HOST}) \\\\[${FORGED}](https://${EVIL_HOST}) \\\`${FORGED}\\\``,
  `> [!WARNING]\n> ${FORGED}\n\n:tada: :+1: \\(x\\) \\[x\\] {% include x %}`
])

export const html = textsOf('html', [
  `<img src="https://${EVIL_HOST}/x.png" onerror=alert(1)><script>alert(1)</script>`,
  '</summary></details></pre></code></td></tr></table></div><h1>Approved</h1>',
  '<!-- ',
  '--> <!--> <!---> --!> <![CDATA[ ]]> <?php ?> <!DOCTYPE x>',
  `<details open><summary>${FORGED}</summary>\n\n<a href="https://${EVIL_HOST}">${FORGED}</a>\n\n</details>`,
  `<iframe src=//${EVIL_HOST}></iframe><svg/onload=alert(1)><math><mi//xlink:href="data:x,<script>">`,
  `"><b>${FORGED}</b> '><i> &lt;b&gt; &#60;b&#62; &#x3c;b&#x3e; &LT;b&GT;`,
  '<pre>\n<code>\n<style>*{display:none}</style>\n<textarea>\n<title>',
  `<picture><source srcset="https://${EVIL_HOST}/a"><video src=x poster="https://${EVIL_HOST}/p">`
])

/** Signs that call people or touch other issues. */
export const references = textsOf('references', [
  'thanks @octocat and @acme/everyone, cc @Acme/security-team.',
  'fixes #123, closes #1, resolves GH-12, fixes acme/shop#9, close: #4',
  'closes https://github.com/acme/shop/issues/1 and https://github.com/acme/shop/pull/2',
  'PROJ-1 #close #comment gone #time 4h, proj-2 #done, see PPL-999 and proj_x2-14',
  'a@octocat (@octocat) [@octocat] "@octocat" \n@octocat\n-@octocat',
  '#1 (#2) [#3] "#4" \n#5\n-#6 x#7 gh-8 Gh-9',
  'cc [~octocat] [~accountid:5b10ac8d82e05b22cc7d4ef5] @[Mia Krystof]',
  'revert 9f2c41d07be5a8836d0c1f4e2b7a95d3c6e81f04 and acme/shop@9f2c41d'
])

/** Lines that git, GitHub or a CI system reads in a commit. */
export const commits = textsOf('commits', [
  `x\n\nCo-authored-by: ${FORGED} <a@${EVIL_HOST}>\nSigned-off-by: ${FORGED} <a@${EVIL_HOST}>`,
  '[skip ci] [ci skip] [no ci] [skip actions] [actions skip] ***NO_CI*** skip-checks: true',
  `x\r\n\r\nReviewed-by: ${FORGED}\r\nApproved-by: ${FORGED}\r\nChange-Id: I0`,
  `fixup! ${FORGED}\nsquash! ${FORGED}\namend! ${FORGED}\nBREAKING CHANGE: ${FORGED}`,
  '# comment of git\n; other comment\n# ------------------------ >8 ------------------------\ndiff --git a/x b/x',
  '/merge /approve /lgtm /retest /ok-to-test\n@dependabot merge\n@coderabbitai approve\nbors r+',
  'skip-checks:true\nrequest-checks: true\n[ Skip CI ] [SKIP-CI] [skip_ci]'
])

/** What Mermaid reads in a label, a line or at the head of a diagram. */
export const diagrams = textsOf('diagrams', [
  '%%{init: {"securityLevel": "loose", "theme": "dark"}}%%',
  `x"]; click event "javascript:alert(1)" "${FORGED}"; end["`,
  `"]\n  click event href "https://${EVIL_HOST}" _blank\n  evil["${FORGED}"`,
  'a"}]) end subgraph x direction TB\nstyle event fill:#f00\nlinkStyle 0 stroke:red',
  '```\n\n```mermaid\ngraph TD\n  a --> b\n```',
  '---\nconfig:\n  theme: forest\n---\nflowchart TD',
  `\`**${FORGED}**\` <br/> fa:fa-ban #quot; #35; & ; %% comment @{ shape: circle }`,
  'A --> B & C; C -.-> D; event:::taken; classDef default fill:#000'
])

/** What Jira's editors, its wiki markup and its document format would make something of. */
export const jiraMarkup = textsOf('jira markup', [
  `h1. ${FORGED}\n{code}\n{noformat}\n{panel:title=x}\n{color:red}x{color} !https://${EVIL_HOST}/x.png!`,
  `[${FORGED}|https://${EVIL_HOST}] [~accountid:5b10ac8d82e05b22cc7d4ef5] [^file.txt] {html}<b>{html}`,
  `{"type":"doc","version":1,"content":[{"type":"mention","attrs":{"id":"5b10ac8d82e05b22cc7d4ef5"}}]}`,
  `{"type":"inlineCard","attrs":{"url":"https://${EVIL_HOST}"}}`,
  `{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}`,
  `https://acme.atlassian.net/browse/PPL-1?x=${FORGED} https://${EVIL_HOST}/smart`,
  '||heading||heading||\n|cell|cell|\n----\n??citation?? {{monospaced}} {*}bold{*} -gone- +new+'
])
