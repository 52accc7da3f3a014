import { EVIL_HOST, FORGED, textsOf } from './hostile-text.js'

/** Texts that leave a quoted value of JQL, GraphQL, a Datadog query or SQL. */
export const queries = textsOf('queries', [
  `" OR project = ${FORGED} OR labels = "`,
  `\\" OR project is not EMPTY OR labels = \\"`,
  `x") OR reporter = currentUser() ORDER BY key DESC --`,
  `') OR issueFunction in linkedIssuesOf("project = ${FORGED}") //`,
  `"}) { viewer { login } } mutation { deleteRef(input: {refId: "${FORGED}"}) { clientMutationId } } #`,
  '""") { __schema { types { name } } }',
  `* OR service:* @error.message:(a OR b) -env:production {${FORGED}} [1 TO 2]`,
  '\'; DROP TABLE issues; -- " ; SELECT 1 /* */',
  '&jql=project%3DX%26maxResults%3D0#fragment?x=1',
  'labels in (x, "\\u0022 OR 1=1") AND text ~ "\\\\\\""'
])

export const shell = textsOf('shell', [
  `$(touch /tmp/${FORGED}) \`id\` ; id | id && id || id & id > /tmp/x < /etc/passwd`,
  '--upload-pack=touch /tmp/x',
  '-rf',
  '--help',
  '-c core.sshCommand=id --exec=id --output=/tmp/x',
  `\n id \n'"'"$(id)"'"' \${IFS}id\${IFS} $'\\x41' !! ~ * ? {a,b}`,
  '@/etc/passwd =cmd|"/C calc"!A0 +1 -1 %PATH% %COMSPEC% ^& powershell -enc AAAA',
  'ext::sh -c id% git@host:-oProxyCommand=id x.git'
])

export const paths = textsOf('paths', [
  '../../../../etc/passwd',
  '/etc/passwd',
  '/proc/self/environ',
  'C:\\Windows\\System32\\drivers\\etc\\hosts',
  '\\\\evil.example\\share\\x',
  'src/../../.git/config',
  '.git/hooks/pre-commit',
  '.GIT/config',
  '.git\u200c/config',
  'git~1/config',
  'src/a.ts\u0000.png',
  '~/.ssh/id_rsa',
  'src/a.ts...   ',
  'src//./a.ts/',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%c0%af..%c0%afetc',
  'file:///etc/passwd',
  'CON',
  'src/a.ts:$DATA',
  `${'a/'.repeat(3_000)}x.ts`,
  'src/orders/../orders/order-total.ts',
  '.github/workflows/ci.yml',
  'HEAD:src/a.ts',
  ':(top,glob)**'
])

export const addresses = textsOf('addresses', [
  'javascript:alert(1)',
  'JaVaScRiPt\u0000:alert(1)',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'vbscript:x file:///etc/passwd about:blank blob:x',
  `https://app.datadoghq.com@${EVIL_HOST}/`,
  `https://${EVIL_HOST}/#https://acme.atlassian.net/browse/PPL-1`,
  `//${EVIL_HOST}/x`,
  `https://xn--80ak6aa92e.${EVIL_HOST}/ https://\u0430cme.${EVIL_HOST}/`,
  `http://[::1]:80/ http://169.254.169.254/latest/meta-data http://0x7f000001/ http://${EVIL_HOST}:99999/`,
  `https://${EVIL_HOST}/x"onmouseover="alert(1)`,
  `https://${EVIL_HOST}/)](x <b> ${FORGED}`,
  `https://${EVIL_HOST}\\@acme.atlassian.net/`,
  `https://${EVIL_HOST}/${'a'.repeat(3_000)}`
])

/** Texts that make a careless expression hang, and signs that mean something in one. */
export const regularExpressions = textsOf('regular expressions', [
  `${'a'.repeat(4_000)}!`,
  `${'a '.repeat(2_000)}`,
  `${'('.repeat(2_000)}`,
  `${'x=>'.repeat(1_500)}`,
  `${' '.repeat(5_000)}x`,
  `${'a@'.repeat(2_000)}`,
  `${'1.'.repeat(2_000)}`,
  `at ${'('.repeat(500)}${':1'.repeat(500)}${')'.repeat(500)}`,
  `${'File "'.repeat(800)}`,
  `${'$&'.repeat(20)} $1 $\` $' $$ \\1 \\b [ ( ) ] { } ^ . * + ? |`,
  `${'::'.repeat(2_000)}`,
  `${'\\'.repeat(3_000)}"`,
  `${'<'.repeat(2_000)}${'>'.repeat(10)}`,
  `${'https://'.repeat(800)}`,
  `${'-----BEGIN '.repeat(400)}`
])

/** JSON inside of text: for what reads a text as JSON when it looks so. */
export const json = textsOf('json', [
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  `{"__proto__":{"polluted":"${FORGED}"},"constructor":{"prototype":{"polluted":"${FORGED}"}}}`,
  '{"a":1,"a":2,"A":3}',
  '{"n":1e999,"m":-0,"big":123456789012345678901234567890,"s":0.1e-400}',
  '{"version":1,"state":"filed","ticket":"PPL-666"}',
  '"\\ud800" "\\u0000" \u2028 "</script>"',
  '[1,,2] {a:1} NaN Infinity undefined',
  '__proto__',
  'constructor',
  'toString'
])

/** As large as every field can be at once; the largest stand alone, in `huge-texts.test.ts`. */
export const huge = textsOf('huge', [
  'word '.repeat(2_400),
  'x'.repeat(12_000),
  `${'    at f (/app/src/a.ts:1:1)\n'.repeat(400)}`,
  '\n'.repeat(5_000),
  '\u{1f600}'.repeat(3_000),
  '|'.repeat(4_000),
  '@'.repeat(4_000),
  '\u001b[31m'.repeat(2_000)
])
