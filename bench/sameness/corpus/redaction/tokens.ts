import { prefixed, type PlantKind } from './plant.js'
import {
  alphanumeric,
  base64Alphabet,
  digits,
  hexDigits,
  lower,
  upper,
  urlSafe,
  type Chance
} from './random.js'

type Rest = (chance: Chance) => string

const of =
  (alphabet: string, length: number): Rest =>
  (chance) =>
    chance.text(alphabet, length)

const joined =
  (...parts: readonly (string | Rest)[]): Rest =>
  (chance) =>
    parts.map((part) => (typeof part === 'string' ? part : part(chance))).join('')

const uuid = joined(
  of(hexDigits, 8),
  '-',
  of(hexDigits, 4),
  '-4',
  of(hexDigits, 3),
  '-a',
  of(hexDigits, 3),
  '-',
  of(hexDigits, 12)
)
const low = lower + digits
const high = upper + digits

/** Tokens with a prefix of their own: issuer, what it is, prefix in parts (no scanner takes a table for a token), the rest. */
const tokens: readonly (readonly [issuer: string, kind: string, prefix: readonly string[], rest: Rest])[] = [
  ['AWS', 'access key', ['AK', 'IA'], of(`${upper}234567`, 16)],
  ['AWS', 'temporary access key', ['AS', 'IA'], of(`${upper}234567`, 16)],
  ['AWS', 'session token', ['IQoJb3', 'JpZ2luX2Vj'], of(base64Alphabet, 320)],
  ['AWS', 'Bedrock key', ['ABSK', 'QmVkcm9ja0FQSUtleS'], of(base64Alphabet, 110)],
  ['GitHub', 'personal token', ['gh', 'p_'], of(alphanumeric, 36)],
  ['GitHub', 'OAuth token', ['gh', 'o_'], of(alphanumeric, 36)],
  ['GitHub', 'user token', ['gh', 'u_'], of(alphanumeric, 36)],
  ['GitHub', 'server token', ['gh', 's_'], of(alphanumeric, 36)],
  ['GitHub', 'refresh token', ['gh', 'r_'], of(alphanumeric, 76)],
  [
    'GitHub',
    'fine-grained token',
    ['github', '_pat_'],
    joined(of(alphanumeric, 22), '_', of(alphanumeric, 59))
  ],
  ...['pat', 'dt', 'rt', 'cbt', 'ptt', 'ft', 'imt', 'agent', 'soat', 'wt'].map(
    (name) => ['GitLab', `gl${name} token`, ['gl', `${name}-`], of(urlSafe, 20)] as const
  ),
  ['GitLab', 'OAuth secret', ['glo', 'as-'], of(hexDigits, 64)],
  ['GitLab', 'routable token', ['glp', 'at-'], joined(of(alphanumeric, 27), '.01.', of(low, 9))],
  ['Bitbucket', 'app password', ['AT', 'BB'], of(alphanumeric, 32)],
  [
    'Atlassian',
    'API token',
    ['ATA', 'TT3xFfGF0'],
    joined(of(urlSafe, 180), '=', of(hexDigits.toUpperCase(), 8))
  ],
  ['Google', 'API key', ['AI', 'za'], of(urlSafe, 35)],
  ['Google', 'access token', ['ya', '29.'], joined('a0', of(urlSafe, 120))],
  ['Google', 'client secret', ['GOC', 'SPX-'], of(urlSafe, 28)],
  ['Google', 'refresh token', ['1', '//0'], of(urlSafe, 60)],
  [
    'Slack',
    'bot token',
    ['xo', 'xb-'],
    joined(of(digits, 12), '-', of(digits, 13), '-', of(alphanumeric, 24))
  ],
  ['Slack', 'user token', ['xo', 'xp-'], joined(of(digits, 12), '-', of(digits, 12), '-', of(hexDigits, 32))],
  [
    'Slack',
    'app token',
    ['xa', 'pp-1-'],
    joined('A', of(high, 10), '-', of(digits, 13), '-', of(hexDigits, 64))
  ],
  ['Slack', 'rotated token', ['xoxe', '.xoxp-1-'], of(alphanumeric, 140)],
  ['Stripe', 'secret key', ['sk', '_live_'], of(alphanumeric, 24)],
  ['Stripe', 'restricted key', ['rk', '_test_'], of(alphanumeric, 99)],
  ['Stripe', 'webhook secret', ['wh', 'sec_'], of(alphanumeric, 32)],
  ['Square', 'access token', ['EA', 'AA'], of(urlSafe, 60)],
  ['Square', 'legacy token', ['sq0', 'atp-'], of(urlSafe, 22)],
  ['Square', 'OAuth secret', ['sq0', 'csp-'], of(urlSafe, 43)],
  [
    'Braintree',
    'access token',
    ['access_token$', 'production$'],
    joined(of(low, 16), '$', of(hexDigits, 32))
  ],
  ...['pat', 'ca', 'pa', 'ss'].map(
    (name) => ['Shopify', `shp${name} token`, ['shp', `${name}_`], of(hexDigits, 32)] as const
  ),
  ['Twilio', 'API key', ['S', 'K'], of(hexDigits, 32)],
  ['SendGrid', 'API key', ['S', 'G.'], joined(of(urlSafe, 21), '7.', of(urlSafe, 43))],
  ['Mailgun', 'API key', ['ke', 'y-'], of(hexDigits, 32)],
  ['Mailchimp', 'API key', [], joined(of(hexDigits, 32), '-us', of('12', 1))],
  ['Mandrill', 'API key', ['m', 'd-'], of(urlSafe, 22)],
  ['Brevo', 'API key', ['xkey', 'sib-'], joined(of(hexDigits, 64), '-', of(alphanumeric, 16))],
  ['Resend', 'API key', ['r', 'e_'], joined(of(alphanumeric, 8), '_', of(alphanumeric, 24))],
  ['npm', 'access token', ['np', 'm_'], of(alphanumeric, 36)],
  ['PyPI', 'API token', ['pypi-Ag', 'EIcHlwaS5vcmc'], of(urlSafe, 130)],
  ['RubyGems', 'API key', ['ruby', 'gems_'], of(hexDigits, 48)],
  ['Docker Hub', 'access token', ['dckr', '_pat_'], of(urlSafe, 27)],
  ['Docker Hub', 'organization token', ['dckr', '_oat_'], of(alphanumeric, 32)],
  ['NuGet', 'API key', ['oy', '2'], of(low, 43)],
  ['crates.io', 'API token', ['ci', 'o'], of(alphanumeric, 32)],
  ['Clojars', 'deploy token', ['CLO', 'JARS_'], of(low, 60)],
  ['Hugging Face', 'user token', ['h', 'f_'], of(lower + upper, 34)],
  ['OpenAI', 'project key', ['sk', '-proj-'], of(urlSafe, 120)],
  ['OpenAI', 'user key', ['s', 'k-'], joined(of(alphanumeric, 20), 'T3Blbk', 'FJ', of(alphanumeric, 20))],
  ['Anthropic', 'API key', ['sk', '-ant-api03-'], joined(of(urlSafe, 93), 'AA')],
  ['Anthropic', 'OAuth token', ['sk', '-ant-oat01-'], of(urlSafe, 95)],
  ['Groq', 'API key', ['gs', 'k_'], of(alphanumeric, 52)],
  ['xAI', 'API key', ['xa', 'i-'], of(alphanumeric, 80)],
  ['Perplexity', 'API key', ['pp', 'lx-'], of(alphanumeric, 48)],
  ['OpenRouter', 'API key', ['sk', '-or-v1-'], of(hexDigits, 64)],
  ['Replicate', 'API token', ['r', '8_'], of(alphanumeric, 37)],
  ['Pinecone', 'API key', ['pc', 'sk_'], joined(of(alphanumeric, 5), '_', of(alphanumeric, 63))],
  ['LangSmith', 'API key', ['lsv2', '_pt_'], joined(of(hexDigits, 32), '_', of(hexDigits, 10))],
  ['NVIDIA', 'API key', ['nv', 'api-'], of(urlSafe, 64)],
  ['Tavily', 'API key', ['tv', 'ly-'], joined('dev-', of(alphanumeric, 32))],
  ['Databricks', 'personal token', ['da', 'pi'], joined(of(hexDigits, 32), '-2')],
  ['Datadog', 'personal token', ['dd', 'pat_'], of(alphanumeric, 34)],
  ['New Relic', 'user key', ['NR', 'AK-'], of(high, 27)],
  ['New Relic', 'ingest key', ['NR', 'II-'], of(urlSafe, 32)],
  ['New Relic', 'license key', [], joined(of(hexDigits, 36), 'NRAL')],
  [
    'Sentry',
    'organization token',
    ['sntr', 'ys_'],
    joined('eyJpYXQiOjE3', of(base64Alphabet, 90), '_', of(base64Alphabet, 43))
  ],
  ['Sentry', 'user token', ['sntr', 'yu_'], of(hexDigits, 64)],
  ['Grafana', 'cloud token', ['gl', 'c_'], of(base64Alphabet, 96)],
  ['Grafana', 'service account token', ['gl', 'sa_'], joined(of(alphanumeric, 32), '_', of(hexDigits, 8))],
  [
    'Dynatrace',
    'API token',
    ['dt0', 'c01.'],
    joined(of(`${upper}234567`, 24), '.', of(`${upper}234567`, 64))
  ],
  ['CircleCI', 'personal token', ['CCI', 'PAT_'], joined(of(alphanumeric, 22), '_', of(hexDigits, 40))],
  ['Buildkite', 'user token', ['bk', 'ua_'], of(hexDigits, 40)],
  ['SonarQube', 'user token', ['sq', 'u_'], of(hexDigits, 40)],
  ['JFrog', 'API key', ['AK', 'Cp'], of(alphanumeric, 69)],
  ['LaunchDarkly', 'SDK key', ['sd', 'k-'], uuid],
  ['LaunchDarkly', 'API token', ['ap', 'i-'], uuid],
  ['Linear', 'API key', ['lin', '_api_'], of(alphanumeric, 40)],
  ['Linear', 'OAuth token', ['lin', '_oauth_'], of(hexDigits, 64)],
  ['Notion', 'integration token', ['nt', 'n_'], joined(of(digits, 11), of(alphanumeric, 35))],
  ['Notion', 'older token', ['sec', 'ret_'], of(alphanumeric, 43)],
  ['Airtable', 'personal token', ['pa', 't'], joined(of(alphanumeric, 14), '.', of(hexDigits, 64))],
  [
    'Asana',
    'personal token',
    ['2', '/'],
    joined(of(digits, 16), '/', of(digits, 16), ':', of(hexDigits, 32))
  ],
  ['Figma', 'personal token', ['fi', 'gd_'], of(urlSafe, 40)],
  ['Dropbox', 'short-lived token', ['s', 'l.'], joined('u.', of(urlSafe, 140))],
  ['DigitalOcean', 'personal token', ['dop', '_v1_'], of(hexDigits, 64)],
  ['DigitalOcean', 'refresh token', ['dor', '_v1_'], of(hexDigits, 64)],
  ['Heroku', 'API key', ['HR', 'KU-'], joined('AA', of(urlSafe, 58))],
  ['Vercel', 'personal token', ['vc', 'p_'], of(alphanumeric, 56)],
  ['Netlify', 'personal token', ['nf', 'p_'], of(alphanumeric, 36)],
  ['Cloudflare', 'user token', ['cf', 'ut_'], joined(of(alphanumeric, 40), of(hexDigits, 8))],
  ['Cloudflare', 'origin CA key', ['v1', '.0-'], joined(of(hexDigits, 24), '-', of(hexDigits, 146))],
  ['Fly.io', 'API token', ['fo', '1_'], of(urlSafe, 43)],
  ['Fly.io', 'macaroon', ['fm', '2_'], of(base64Alphabet, 160)],
  ['Supabase', 'personal token', ['sb', 'p_'], of(hexDigits, 40)],
  ['Supabase', 'secret key', ['sb', '_secret_'], of(urlSafe, 31)],
  ['PlanetScale', 'service token', ['pscale', '_tkn_'], of(`${urlSafe}.`, 42)],
  ['PlanetScale', 'password', ['pscale', '_pw_'], of(urlSafe, 43)],
  ['Neon', 'API key', ['na', 'pi_'], of(low, 64)],
  ['MongoDB Atlas', 'service account secret', ['mdb', '_sa_sk_'], of(urlSafe, 40)],
  ['Terraform Cloud', 'user token', [], joined(of(alphanumeric, 14), '.atlas', 'v1.', of(alphanumeric, 67))],
  ['HashiCorp Vault', 'service token', ['hv', 's.'], joined('CAES', of(urlSafe, 91))],
  ['HashiCorp Vault', 'older token', ['s', '.'], of(alphanumeric, 24)],
  ['Doppler', 'personal token', ['dp', '.pt.'], of(alphanumeric, 43)],
  ['Doppler', 'service token', ['dp', '.st.'], joined('prd.', of(alphanumeric, 43))],
  ['Pulumi', 'access token', ['pu', 'l-'], of(hexDigits, 40)],
  [
    '1Password',
    'secret key',
    ['A3', '-'],
    joined(of(high, 6), '-', of(high, 11), '-', of(high, 5), '-', of(high, 5), '-', of(high, 5))
  ],
  ['Mapbox', 'secret token', ['sk', '.eyJ1Ijoi'], joined(of(alphanumeric, 60), '.', of(urlSafe, 22))],
  ['Firebase', 'server key', ['AAAA', ''], joined(of(urlSafe, 7), ':APA91b', of(urlSafe, 134))],
  ['age', 'secret key', ['AGE-SECRET', '-KEY-1'], of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)],
  [
    'Tailscale',
    'auth key',
    ['tskey', '-auth-'],
    joined('k', of(alphanumeric, 10), 'CNTRL-', of(alphanumeric, 32))
  ],
  ['Postman', 'API key', ['PM', 'AK-'], joined(of(hexDigits, 24), '-', of(hexDigits, 34))],
  ['Contentful', 'personal token', ['CFP', 'AT-'], of(urlSafe, 43)],
  ['HubSpot', 'private app token', ['pat', '-na1-'], uuid],
  ['Plaid', 'access token', ['access', '-production-'], uuid],
  ['Telegram', 'bot token', [], joined(of(`${digits.slice(1)}`, 10), ':AA', of(urlSafe, 33))],
  [
    'Discord',
    'bot token',
    ['MT'],
    joined(of(alphanumeric, 24), '.G', of(alphanumeric, 5), '.', of(urlSafe, 38))
  ],
  ['Azure', 'client secret', [], joined(of(alphanumeric, 3), '8Q', '~', of(`${alphanumeric}-_~.`, 34))],
  ['Azure', 'DevOps token', [], joined(of(alphanumeric, 76), 'AZ', 'DO', of(alphanumeric, 4))],
  ['Azure', 'storage key', [], joined(of(base64Alphabet, 76), '+A', 'St', of(base64Alphabet, 6), '==')],
  ['Azure', 'OpenAI key', [], joined(of(alphanumeric, 52), 'JQ', 'QJ99', of(alphanumeric, 26))],
  ['Alibaba Cloud', 'access key', ['LT', 'AI'], of(alphanumeric, 20)],
  ['Facebook', 'access token', ['EA', 'AC'], of(alphanumeric, 170)],
  [
    'Salesforce',
    'access token',
    ['00', 'D'],
    joined(of(alphanumeric, 12), '!AR', of(`${alphanumeric}._`, 90))
  ]
]

/** Tokens that give themselves away. */
export const tokenKinds: readonly PlantKind[] = tokens.map(([issuer, kind, prefix, rest]) => ({
  family: 'credential',
  kind: `${issuer} ${kind}`,
  issuer,
  key: [...issuer.toLowerCase().split(/[ .]/), 'token'],
  label: `${issuer} ${kind}`,
  told: 'anywhere',
  make: (chance) => prefixed(prefix.join(''), rest(chance))
}))
