/** A subject that a machine must not touch, and the words that give it away in paths, names and messages. */
export interface DenyRule {
  readonly subject: string
  /** Whole words of a name, in lower case: `user_session` and `UserSession` have the words `user` and `session`. */
  readonly words: readonly string[]
  /** Paths, as gitignore patterns. */
  readonly paths: readonly string[]
}

/** Always in force; a team's own rules come on top. */
export const denyRules: readonly DenyRule[] = [
  {
    subject: 'schema or migration',
    words: [
      'migration',
      'migrations',
      'migrate',
      'migrator',
      'schema',
      'schemas',
      'ddl',
      'alembic',
      'flyway',
      'liquibase'
    ],
    paths: ['*.sql', '*.prisma', '*.avsc', '*.proto']
  },
  {
    subject: 'authentication or authorisation',
    words: [
      'auth',
      'authn',
      'authz',
      'authenticate',
      'authenticated',
      'authentication',
      'authenticator',
      'authorise',
      'authorize',
      'authorised',
      'authorized',
      'unauthorized',
      'authorisation',
      'authorization',
      'oauth',
      'oauth2',
      'oidc',
      'saml',
      'sso',
      'login',
      'signin',
      'logout',
      'password',
      'passwords',
      'passwd',
      'passphrase',
      'credential',
      'credentials',
      'secret',
      'secrets',
      'apikey',
      'jwt',
      'csrf',
      'xsrf',
      'permission',
      'permissions',
      'privilege',
      'privileges',
      'rbac',
      'acl',
      'mfa',
      'totp',
      'otp'
    ],
    paths: ['.github/', '.env*']
  },
  { subject: 'session', words: ['session', 'sessions', 'cookie', 'cookies'], paths: [] },
  {
    subject: 'cryptography',
    words: [
      'crypto',
      'cryptography',
      'cipher',
      'encrypt',
      'encrypted',
      'encryption',
      'decrypt',
      'decrypted',
      'decryption',
      'hmac',
      'keystore',
      'certificate',
      'certificates',
      'tls',
      'ssl'
    ],
    paths: ['*.pem', '*.key']
  },
  {
    subject: 'payment or billing',
    words: [
      'payment',
      'payments',
      'payout',
      'payouts',
      'billing',
      'invoice',
      'invoices',
      'invoicing',
      'refund',
      'refunds',
      'charge',
      'charges',
      'chargeback',
      'stripe',
      'paypal',
      'braintree',
      'adyen',
      'ledger',
      'wallet',
      'iban',
      'creditcard',
      'cvv',
      'pci'
    ],
    paths: []
  },
  {
    subject: 'personal data',
    words: [
      'gdpr',
      'pii',
      'ssn',
      'passport',
      'birthdate',
      'birthday',
      'dob',
      'anonymise',
      'anonymize',
      'personaldata',
      'consent',
      'medical',
      'patient'
    ],
    paths: []
  }
]

/** Subjects that need two words next to each other. */
export const denyPhrases: readonly (readonly [phrase: string, subject: string])[] = [
  ['personal data', 'personal data'],
  ['date of birth', 'personal data'],
  ['social security', 'personal data'],
  ['credit card', 'payment or billing'],
  ['card number', 'payment or billing'],
  ['api key', 'authentication or authorisation'],
  ['access token', 'authentication or authorisation'],
  ['refresh token', 'authentication or authorisation'],
  ['sign in', 'authentication or authorisation'],
  ['access control', 'authentication or authorisation'],
  ['private key', 'cryptography']
]

/** The words of a name, path or message, in lower case: camelCase, snake_case and kebab-case are taken apart. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
}
