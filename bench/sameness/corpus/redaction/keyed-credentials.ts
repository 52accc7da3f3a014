import { whole, type Planted } from './plant.js'
import { alphanumeric, base64Alphabet, digits, hexDigits, lower, urlSafe, type Chance } from './random.js'

type Make = (chance: Chance) => Planted

const passwordOf = (chance: Chance): string =>
  chance.text(alphanumeric, 5) +
  chance.pick(['!', '#', '$', '%', '^', '*', '~']) +
  chance.text(alphanumeric, 4) +
  chance.text(digits, 2)

/** A made-up UUID. */
export const uuidOf = (chance: Chance): string =>
  [8, 4, 4, 4, 12].map((length) => chance.text(hexDigits, length)).join('-')

const hex =
  (length: number): Make =>
  (chance) =>
    whole(chance.text(hexDigits, length))

/** Credentials that look like any other hexadecimal number or word: only their key tells. */
export const keyedCredentials: readonly (readonly [issuer: string, kind: string, key: string, make: Make])[] =
  [
    ['AWS', 'secret access key', 'aws secret access key', (chance) => whole(chance.text(base64Alphabet, 40))],
    ['Datadog', 'API key', 'datadog api key', hex(32)],
    ['Datadog', 'application key', 'dd app key', hex(40)],
    ['Cloudflare', 'global key', 'cloudflare api key', hex(37)],
    ['Fastly', 'API token', 'fastly api token', (chance) => whole(chance.text(urlSafe, 32))],
    ['Algolia', 'admin key', 'algolia admin api key', hex(32)],
    ['PagerDuty', 'API key', 'pagerduty api key', (chance) => whole(`u+${chance.text(urlSafe, 18)}`)],
    ['Opsgenie', 'API key', 'opsgenie api key', (chance) => whole(uuidOf(chance))],
    ['Okta', 'API token', 'okta api token', (chance) => whole(`00${chance.text(urlSafe, 40)}`)],
    ['Auth0', 'client secret', 'auth0 client secret', (chance) => whole(chance.text(urlSafe, 64))],
    ['Cohere', 'API key', 'cohere api key', (chance) => whole(chance.text(alphanumeric, 40))],
    ['Mistral', 'API key', 'mistral api key', (chance) => whole(chance.text(alphanumeric, 32))],
    ['Snowflake', 'password', 'snowflake password', (chance) => whole(passwordOf(chance))],
    ['Postmark', 'server token', 'postmark server token', (chance) => whole(uuidOf(chance))],
    ['Twilio', 'auth token', 'twilio auth token', hex(32)],
    ['PayPal', 'client secret', 'paypal client secret', (chance) => whole(`E${chance.text(urlSafe, 79)}`)],
    ['Heroku', 'older key', 'heroku api key', (chance) => whole(uuidOf(chance))],
    ['Box', 'client secret', 'box client secret', (chance) => whole(chance.text(alphanumeric, 32))],
    ['Dropbox', 'app secret', 'dropbox app secret', (chance) => whole(chance.text(lower + digits, 15))],
    ['Azure', 'subscription key', 'azure subscription key', hex(32)],
    ['Splunk', 'HEC token', 'splunk hec token', (chance) => whole(uuidOf(chance))],
    ['', 'password', 'password', (chance) => whole(passwordOf(chance))],
    ['', 'database password', 'db password', (chance) => whole(passwordOf(chance))],
    ['', 'passphrase', 'passphrase', (chance) => whole(passwordOf(chance))],
    ['', 'client secret', 'client secret', (chance) => whole(chance.text(urlSafe, 32))],
    ['', 'encryption key', 'encryption key', (chance) => whole(chance.text(hexDigits, 64))],
    ['', 'refresh token', 'refresh token', (chance) => whole(chance.text(alphanumeric, 40))],
    ['', 'session id', 'session id', (chance) => whole(chance.text(alphanumeric, 32))]
  ]
