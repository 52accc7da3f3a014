import { prefixed, type PlantKind, type Planted } from './plant.js'
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
import { keyedCredentials, uuidOf } from './keyed-credentials.js'
import { tokenKinds } from './tokens.js'

type Make = (chance: Chance) => Planted

const base64Of = (text: string): string => btoa(text)

function bcryptOf(chance: Chance): Planted {
  return prefixed(
    `$2${chance.pick(['a', 'b', 'y'])}$${chance.pick(['10', '12'])}$`,
    chance.text(`${alphanumeric}./`, 53)
  )
}

function keyBlock(name: string): Make {
  return (chance) => {
    const lines = Array.from({ length: 6 }, () => chance.text(base64Alphabet, 64))
    const [start, end] = ['BEGIN', 'END'].map((word) => `-----${word} ${name}-----`)
    return { text: [start, ...lines, end].join('\n'), cores: lines }
  }
}

function jwtOf(chance: Chance): Planted {
  const encode = (value: object): string => base64Of(JSON.stringify(value)).replaceAll('=', '')
  const payload = encode({ sub: chance.text(digits, 10), name: chance.text(lower, 9), iat: 1_700_000_000 })
  const signature = chance.text(urlSafe, 43)
  return {
    text: `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}.${signature}`,
    cores: [signature, payload.slice(12)]
  }
}

const connections: readonly (readonly [issuer: string, write: (user: string, password: string) => string])[] =
  [
    ['MongoDB', (user, password) => `mongodb+srv://${user}:${password}@cluster0.ab1cd.mongodb.net/shop`],
    [
      'PostgreSQL',
      (user, password) => `postgresql://${user}:${password}@db-1.internal:5432/shop?sslmode=require`
    ],
    ['MySQL', (user, password) => `mysql://${user}:${password}@db-2.internal/shop`],
    ['Redis', (_, password) => `rediss://:${password}@cache.internal:6380/0`],
    ['AMQP', (user, password) => `amqps://${user}:${password}@queue.internal:5671/%2f`],
    ['HTTP', (user, password) => `https://${user}:${password}@git.example.org/team/shop.git`],
    ['Sentry', (_, password) => `https://${password}@o447951.ingest.sentry.io/5441234`]
  ]

const anywhere: readonly (readonly [issuer: string, kind: string, make: Make])[] = [
  ['', 'JSON web token', jwtOf],
  ['', 'bcrypt hash', bcryptOf],
  [
    '',
    'SHA-512 crypt hash',
    (chance) => prefixed(`$6$${chance.text(alphanumeric, 16)}$`, chance.text(`${alphanumeric}./`, 86))
  ],
  [
    '',
    'Apache MD5 hash',
    (chance) => prefixed(`$apr1$${chance.text(alphanumeric, 8)}$`, chance.text(`${alphanumeric}./`, 22))
  ],
  [
    '',
    'Argon2 hash',
    (chance) =>
      prefixed(
        '$argon2id$v=19$m=65536,t=3,p=4$',
        `${chance.text(base64Alphabet, 22)}$${chance.text(base64Alphabet, 43)}`
      )
  ],
  ...[
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'DSA PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK'
  ].map((name) => ['', `PEM ${name}`, keyBlock(name)] as const),
  ...connections.map(
    ([issuer, write]) =>
      [
        issuer,
        'URL with a password',
        (chance: Chance) => {
          const password = chance.text(alphanumeric, 18)
          return { text: write(`u${chance.text(lower, 5)}`, password), cores: [password] }
        }
      ] as const
  ),
  [
    'Slack',
    'webhook',
    (chance) => {
      const core = chance.text(alphanumeric, 24)
      return {
        text: `https://hooks.slack.com/${'services'}/T${chance.text(upper, 8)}/B${chance.text(upper, 8)}/${core}`,
        cores: [core]
      }
    }
  ],
  [
    'Discord',
    'webhook',
    (chance) => {
      const core = chance.text(urlSafe, 68)
      return {
        text: `https://discord.com/api/${'webhooks'}/${chance.text('123456789', 18)}/${core}`,
        cores: [core]
      }
    }
  ],
  [
    'Microsoft Teams',
    'webhook',
    (chance) => {
      const core = chance.text(hexDigits, 32)
      return {
        text: `https://acme.webhook.office.com/${'webhookb2'}/${uuidOf(chance)}@${uuidOf(chance)}/IncomingWebhook/${core}/${uuidOf(chance)}`,
        cores: [core]
      }
    }
  ],
  [
    'Azure',
    'shared access signature',
    (chance) => {
      const core = chance.text(alphanumeric, 43)
      return {
        text: `https://acme.blob.core.windows.net/a/b.txt?sv=2022-11-02&se=2030-01-01&sr=b&sp=r&sig=${core}%3D`,
        cores: [core]
      }
    }
  ],
  [
    'AWS',
    'signed URL',
    (chance) => {
      const core = chance.text(hexDigits, 64)
      return {
        text: `https://acme.s3.amazonaws.com/a.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=600&X-Amz-Signature=${core}`,
        cores: [core]
      }
    }
  ],
  [
    '',
    'token in a query',
    (chance) => {
      const core = chance.text(alphanumeric, 24)
      return { text: `https://api.example.org/v1/me?access_token=${core}&page=2`, cores: [core] }
    }
  ],
  [
    '',
    'token in a fragment',
    (chance) => {
      const core = chance.text(alphanumeric, 24)
      return { text: `https://app.example.org/cb#id_token=${core}&state=9`, cores: [core] }
    }
  ],
  ...(
    [
      'Authorization: Bearer ',
      'authorization: token ',
      'Proxy-Authorization: Basic ',
      'X-Api-Key: ',
      'X-Auth-Token: '
    ] as const
  ).map(
    (header) =>
      [
        '',
        `header ${header.trim()}`,
        (chance: Chance) => {
          const core = header.includes('Basic')
            ? base64Of(`svc:${chance.text(alphanumeric, 15)}`)
            : chance.text(alphanumeric, 32)
          return { text: header + core, cores: [core] }
        }
      ] as const
  ),
  [
    '',
    'header Cookie:',
    (chance) => {
      const core = chance.text(alphanumeric, 26)
      return { text: `Cookie: PHPSESSID=${core}; lang=en`, cores: [core] }
    }
  ],
  [
    '',
    'bare Basic credentials',
    (chance) => {
      const core = base64Of(`svc:${chance.text(alphanumeric, 15)}`)
      return { text: `Basic ${core}`, cores: [core] }
    }
  ]
]

/** Credentials of every kind. */
export const credentialPlants: readonly PlantKind[] = [
  ...tokenKinds,
  ...anywhere.map(([issuer, kind, make]): PlantKind => ({
    family: 'credential',
    kind: `${issuer} ${kind}`.trim(),
    issuer,
    key: ['value'],
    label: `${issuer} ${kind}`.trim(),
    told: 'anywhere',
    make
  })),
  ...keyedCredentials.map(([issuer, kind, key, make]): PlantKind => ({
    family: 'credential',
    kind: `${issuer} ${kind}`.trim(),
    issuer,
    key: key.split(' '),
    label: key,
    told: 'labelled',
    make
  }))
]
