/**
 * Secrets that were never anyone's, put together here so that no scanner of repositories takes them for real, with the
 * kind that the redactor is to name.
 */
const mixed = 'a1B2c3D4e5F6g7H8i9J0'
const hex = '0123456789abcdef'

export const plantedCredentials: readonly (readonly [kind: string, secret: string])[] = [
  ['github-token', `ghp_${mixed}${mixed.slice(0, 16)}`],
  ['github-token', `gho_${mixed}${mixed.slice(0, 16)}`],
  ['github-token', `ghs_${mixed}${mixed.slice(0, 16)}`],
  ['github-token', `github_pat_${mixed}_${mixed}${mixed}${mixed}`],
  ['github-token', `ghp_${mixed}`],
  ['gitlab-token', `glpat-${mixed}`],
  ['aws-key', `AKIA${'ABCD2345'.repeat(2)}`],
  ['aws-key', `ASIA${'ZYXW2345'.repeat(2)}`],
  ['slack-token', `xoxb-${'1234567890'}-${'1234567890'}-${mixed}`],
  ['slack-token', `hooks.slack.com/services/T${'0A1B2C3D'}/B${'0A1B2C3D'}/${mixed}`],
  ['stripe-token', `sk_live_${mixed}${mixed}`],
  ['stripe-token', `whsec_${mixed}${mixed}`],
  ['google-key', `AIza${mixed}${mixed.slice(0, 15)}`],
  ['anthropic-token', `sk-ant-api03-${mixed.repeat(4)}AA`],
  ['openai-token', `sk-proj-${mixed}${mixed}`],
  ['openai-token', `sk-${mixed}${mixed}`],
  ['atlassian-token', `ATATT3xFfGF0${mixed}${mixed}=0A1B2C3D`],
  ['npm-token', `npm_${mixed}${mixed.slice(0, 16)}`],
  ['sendgrid-token', `SG.${mixed}.${mixed}${mixed}`],
  ['twilio-key', `SK${hex}${hex}`],
  ['jwt', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${mixed}${mixed}`],
  ['shopify-token', `shpat_${hex}${hex}`],
  ['digitalocean-token', `dop_v1_${hex.repeat(4)}`],
  ['figma-token', `figd_${mixed}${mixed}`],
  ['linear-token', `lin_api_${mixed}${mixed}`],
  ['databricks-token', `dapi${hex}${hex}`],
  ['hashicorp-vault-token', `hvs.${mixed.repeat(5)}`],
  ['groq-token', `gsk_${mixed}${mixed}${mixed.slice(0, 12)}`]
]

export const plantedPersonalData: readonly (readonly [kind: string, secret: string])[] = [
  ['email', 'bob.smith+news@mail.example.co.uk'],
  ['email', 'jürgen@exämple.de'],
  ['phone', '+44 20 7946 0958'],
  ['phone', '+1-202-555-0143'],
  ['phone', '+4915112345678'],
  ['phone', '(202) 555-0143'],
  ['phone', '202-555-0143'],
  ['phone', '020 7946 0958'],
  ['phone', '07700 900123'],
  ['payment-card', '4111111111111111'],
  ['payment-card', '4111 1111 1111 1111'],
  ['payment-card', '5500-0000-0000-0004'],
  ['payment-card', '378282246310005'],
  ['payment-card', '3782 822463 10005'],
  ['iban', 'GB82 WEST 1234 5698 7654 32'],
  ['iban', 'DE89370400440532013000'],
  ['us-ssn', '078-05-1120'],
  ['nhs-number', '943 476 5919'],
  ['ip-address', '203.0.113.7'],
  ['ip-address', '10.0.0.1'],
  ['ip-address', '2001:db8::8a2e:370:7334'],
  ['ip-address', '2001:0db8:0000:0000:0000:8a2e:0370:7334'],
  ['ip-address', 'fe80::1'],
  ['ip-address', '::ffff:192.0.2.1']
]

/** Text around a secret, in the notations of logs, messages, JSON, URLs and code. */
export const surroundings: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['Request failed: ', ' was refused'],
  ['(', ')'],
  ['["', '"]'],
  ['{"note":"', '","other":1}'],
  ['"{\\"note\\":\\"', '\\"}"'],
  ['first line\\n', '\\nnext line'],
  ['line\n', '\nline'],
  ['\t', ','],
  ["it's '", "' there"],
  ['value=', '; next=1'],
  ['note: ', ''],
  ['<b>', '</b>'],
  ['https://api.example.com/v1/find?q=', '&page=2'],
  ['[redacted:email] ', ' [redacted:jwt]'],
  ['a@b ', ' 12:34:56']
]
