import { findByPatterns, type PatternRule, type Span } from './span.js'

const PRIVATE_KEY = 'private-key'
const KEY_START = /-----BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_BODY = /(?:[A-Za-z0-9+/=\s]|\\[nr])*/y
// More than the largest key in use, and short enough that a key without an end does not take the text with it.
const MAX_KEY_CHARS = 16_384

// What the preset does not know, or knows only whole: a cut token is still worth hiding.
const rules: readonly PatternRule[] = [
  { kind: 'jwt', pattern: /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g },
  { kind: 'jwt', pattern: /\.eyJ(?<=(?<before>eyJ[\w-]{8,})\.eyJ)[\w-]{4,}(?:\.[\w-]*){0,3}/g },
  {
    kind: 'bearer-token',
    pattern: /\bBearer[ \t]{1,4}(?<secret>[\w.~+/-]{8,}={0,2})/gi,
    accept: isTokenLike
  },
  {
    kind: 'basic-credentials',
    pattern: /\bBasic[ \t]{1,4}(?<secret>[A-Za-z0-9+/_-]{6,}={0,2})/gi,
    accept: isUserAndPassword
  },
  {
    kind: 'basic-credentials',
    pattern: /(?<![\w-])(?:-u|--user)[ =]?["']?(?<secret>[^\s:"'=-][^\s:"']{0,128}:[^\s"']{1,256})/g
  },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  { kind: 'github-token', pattern: /gh[pousr]_[\w-]{16,}(?:\.[\w-]+){0,2}|github_pat_\w{16,}/g },
  {
    kind: 'gitlab-token',
    pattern: /gl(?:pat|ptt|dt|rt|cbt|ft|imt|agent|soat|oas|ffct)-[\w-]{16,}(?:\.[\w.]+)?/g
  },
  { kind: 'aws-key', pattern: /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g },
  { kind: 'aws-key', pattern: /(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[\w+/=-]{40,}/g },
  { kind: 'azure-secret', pattern: /Q~(?<=(?<before>[\w~.-]{3}\d)Q~)[\w~.-]{31,34}/g },
  {
    kind: 'slack-token',
    pattern: /xox[a-z]-[\w-]{10,}|xapp-\d-[\w-]{10,}|hooks\.slack\.com\/(?:services|workflows)\/[\w/+-]{10,}/g
  },
  { kind: 'discord-webhook', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{6,30}\/[\w-]{20,}/g },
  { kind: 'telegram-token', pattern: /:AA(?<=(?<before>\d{8,10}):AA)[\w-]{32,}/g },
  { kind: 'stripe-token', pattern: /(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}/g },
  {
    kind: 'google-key',
    pattern: /AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|(?<!\w)1\/\/0[\w-]{30,}/g
  },
  { kind: 'anthropic-token', pattern: /sk-ant-[\w-]{16,}/g },
  { kind: 'openai-token', pattern: /sk-(?:proj|svcacct|admin|or)-[\w-]{16,}|(?<![\w-])sk-[A-Za-z0-9]{32,}/g },
  { kind: 'huggingface-token', pattern: /(?<!\w)hf_[A-Za-z0-9]{30,}/g },
  { kind: 'atlassian-token', pattern: /AT(?:ATT|CTT|STT)3[\w=-]{20,}|ATBB[\w]{28,}/g },
  { kind: 'npm-token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{20,}/g },
  { kind: 'pypi-token', pattern: /pypi-AgE[\w-]{30,}/g },
  { kind: 'sendgrid-token', pattern: /(?<![A-Za-z0-9])SG\.[\w-]{12,}(?:\.[\w-]+)?/g },
  { kind: 'twilio-key', pattern: /(?<![A-Za-z0-9])(?:AC|SK)[a-f0-9]{32}(?![A-Za-z0-9])/g },
  { kind: 'mailchimp-key', pattern: /-us\d(?<=(?<![A-Za-z0-9])(?<before>[a-f0-9]{32})-us\d)\d?(?!\w)/g },
  { kind: 'figma-token', pattern: /figd_[\w-]{20,}/g },
  { kind: 'digitalocean-token', pattern: /do[opr]_v1_[a-f0-9]{32,}/g },
  { kind: 'terraform-token', pattern: /\.atlasv1\.(?<=(?<before>[A-Za-z0-9]{14})\.atlasv1\.)[\w-]{20,}/g },
  { kind: 'sentry-token', pattern: /sntry[su]_[\w+/=-]{20,}/g },
  { kind: 'new-relic-key', pattern: /NRAK-[A-Z0-9]{20,}|NRAL(?<=(?<before>[a-f0-9]{36})NRAL)/g },
  {
    // 32 or 40 hexadecimal digits are a fingerprint or a commit as well, so the words before have to say what they are.
    kind: 'datadog-key',
    pattern:
      /(?:datadog|\bdd)[\w .-]{0,24}?key["']?[\s:=]{1,4}(?:is[ :]{1,2})?["']?(?<secret>[a-f0-9]{40}|[a-f0-9]{32})(?![A-Za-z0-9])/gi
  },
  { kind: 'datadog-key', pattern: /(?<![A-Za-z0-9])dd(?:pat|sat|app|pub)_[A-Za-z0-9]{20,}/g }
]

/** Kinds of credential that this file finds. */
export const credentialKinds: readonly string[] = [PRIVATE_KEY, ...new Set(rules.map((rule) => rule.kind))]

/** Credentials by how they are written, and private keys, whole or cut. */
export function findCredentials(text: string): Span[] {
  return [...findPrivateKeys(text), ...findByPatterns(rules, text)]
}

function findPrivateKeys(text: string): Span[] {
  const spans: Span[] = []
  let keyEnd = -1
  for (const match of text.matchAll(KEY_START)) {
    const bodyStart = match.index + match[0].length
    // Looked for once for all the starts before it: a text of nothing but starts would take long otherwise.
    if (keyEnd < bodyStart && keyEnd !== Infinity) keyEnd = indexOrNever(text, '-----END', bodyStart)
    const end = keyEnd - bodyStart <= MAX_KEY_CHARS ? lineEnd(text, keyEnd) : bodyEnd(text, bodyStart)
    spans.push({ start: match.index, end, kind: PRIVATE_KEY })
  }
  return spans
}

function indexOrNever(text: string, part: string, start: number): number {
  const index = text.indexOf(part, start)
  return index < 0 ? Infinity : index
}

function lineEnd(text: string, start: number): number {
  const closing = text.indexOf('-----', start + '-----END'.length)
  return closing < 0 || closing - start > 80 ? start + '-----END'.length : closing + '-----'.length
}

function bodyEnd(text: string, start: number): number {
  KEY_BODY.lastIndex = start
  const body = KEY_BODY.exec(text)?.[0] ?? ''
  return start + Math.min(body.length, MAX_KEY_CHARS)
}

// "Bearer authentication failed" is no credential.
function isTokenLike(secret: string): boolean {
  return /\d/.test(secret) || secret.length >= 24
}

function isUserAndPassword(secret: string): boolean {
  const whole = secret.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  return whole.length % 4 !== 1 && atob(whole).includes(':')
}
