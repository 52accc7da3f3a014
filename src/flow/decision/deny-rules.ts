/** A subject that a machine must not touch, and the words that give it away in paths, names and messages. */
export interface DenyRule {
  readonly subject: string
  /** Whole words of a name, in lower case: `user_session` and `UserSession` have the words `user` and `session`. */
  readonly words: readonly string[]
  /** Paths, as gitignore patterns. */
  readonly paths: readonly string[]
  /** Of the words, those that stand in harmless code as well: they do not count in a file's text. */
  readonly vague?: readonly string[]
  /** Words that only count in a file's text: names of libraries, and of what such code is about. */
  readonly inText?: readonly string[]
  /** Words that only count in the name of an owner. */
  readonly owners?: readonly string[]
}

/** A list is easier to read, and to add to, as words in a row. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

/** Always in force; a team's own rules come on top. */
export const denyRules: readonly DenyRule[] = [
  {
    subject: 'schema or migration',
    words: list(`
      migration migrations migrate migrator schema schemas ddl alembic flyway liquibase`),
    paths: list(`
      *.sql *.prisma *.avsc *.proto *.graphqls *.xsd db/schema.rb structure.sql`),
    vague: ['schema', 'schemas', 'migrate'],
    owners: ['dba', 'dbas', 'database', 'databases']
  },
  {
    subject: 'authentication or authorisation',
    words: list(`
      auth authn authz authenticate authenticated authentication authenticator authorise
      authorize authorised authorized unauthorized authorisation authorization oauth oauth2 oidc
      saml sso login signin logout password passwords passwd passphrase credential credentials
      secret secrets apikey jwt csrf xsrf permission permissions privilege privileges rbac acl
      mfa totp otp logins signup webauthn passkey passkeys impersonate impersonation entitlement
      entitlements iam ldap kerberos keycloak okta cognito`),
    paths: ['.env*', '*.htpasswd'],
    vague: ['secret', 'secrets', 'permission', 'permissions'],
    inText: list(`
      passport jsonwebtoken devise warden omniauth auth0 pundit cancancan`),
    owners: ['identity', 'access']
  },
  {
    subject: 'security configuration',
    words: list(`
      security cors csp firewall waf allowlist denylist blocklist whitelist blacklist fraud
      antifraud captcha recaptcha sanitizer sanitiser ratelimit ratelimiter`),
    paths: ['*security*', 'SECURITY.md', '.snyk', '.gitleaks*', 'CODEOWNERS'],
    owners: list(`
      appsec infosec secops devsecops netsec prodsec csirt trust risk`)
  },
  {
    subject: 'session',
    words: ['session', 'sessions', 'cookie', 'cookies'],
    paths: [],
    vague: ['session', 'sessions']
  },
  {
    subject: 'infrastructure or CI',
    words: list(`
      terraform kubernetes k8s helm ansible pulumi cloudformation dockerfile jenkins`),
    paths: list(`
      .github/ .gitlab-ci.yml .gitlab/ .circleci/ .buildkite/ azure-pipelines*.yml bitbucket-
      pipelines.yml Jenkinsfile* .travis.yml Dockerfile* docker-compose* *.tf *.tfvars *.hcl
      terraform/ infra/ infrastructure/ helm/ charts/ k8s/ kubernetes/ ansible/ deploy/
      deployment/ serverless.yml`),
    vague: ['helm'],
    owners: list(`
      infra infrastructure sre devops secdevops releng ci cicd sysadmin ops`)
  },
  {
    subject: 'legal or tax',
    words: list(`
      tax taxes taxable taxation vat gst legal compliance kyc aml sanctions regulatory audit
      auditlog licence sox hipaa`),
    paths: ['LICENSE*', 'legal/'],
    vague: ['legal', 'audit', 'licence'],
    owners: ['legal', 'lawyers', 'counsel']
  },
  {
    subject: 'cryptography',
    words: list(`
      crypto cryptography cipher encrypt encrypted encryption decrypt decrypted decryption hmac
      keystore certificate certificates tls ssl signature signatures keyring keychain mtls`),
    paths: list(`
      *.pem *.key *.p12 *.jks *.keystore *.crt`),
    vague: ['signature', 'signatures'],
    inText: list(`
      bcrypt argon2 scrypt pbkdf2 hashlib openssl nacl libsodium sodium rustls cryptokit
      bouncycastle`)
  },
  {
    subject: 'payment or billing',
    words: list(`
      payment payments payout payouts billing invoice invoices invoicing refund refunds charge
      charges chargeback stripe paypal braintree adyen ledger wallet iban creditcard cvv cvc pci
      sepa checkoutsession klarna mollie subscription subscriptions payroll bankaccount
      cardholder`),
    paths: [],
    vague: list(`
      charge charges ledger wallet subscription subscriptions`),
    inText: ['card', 'cards', 'bic'],
    owners: list(`
      payments finance treasury accounting monetization monetisation revenue`)
  },
  {
    subject: 'personal data',
    words: list(`
      gdpr pii ssn passport birthdate birthday dob anonymise anonymize personaldata consent
      medical patient patients diagnosis ethnicity religion nationality biometric biometrics
      privacy`),
    paths: [],
    vague: list(`
      consent passport patient patients diagnosis privacy`),
    owners: ['dpo', 'privacy']
  }
]

/** Subjects that need two words next to each other. */
export const denyPhrases: readonly (readonly [phrase: string, subject: string])[] = [
  ['personal data', 'personal data'],
  ['date of birth', 'personal data'],
  ['credit card', 'payment or billing'],
  ['card number', 'payment or billing'],
  ['api key', 'authentication or authorisation'],
  ['access token', 'authentication or authorisation'],
  ['refresh token', 'authentication or authorisation'],
  ['sign in', 'authentication or authorisation'],
  ['access control', 'authentication or authorisation'],
  ['id token', 'authentication or authorisation'],
  ['bearer token', 'authentication or authorisation'],
  ['session token', 'session'],
  ['auth token', 'authentication or authorisation'],
  ['log in', 'authentication or authorisation'],
  ['sign up', 'authentication or authorisation'],
  ['pass word', 'authentication or authorisation'],
  ['web authn', 'authentication or authorisation'],
  ['two factor', 'authentication or authorisation'],
  ['rate limit', 'security configuration'],
  ['rate limiter', 'security configuration'],
  ['pay pal', 'payment or billing'],
  ['debit card', 'payment or billing'],
  ['card holder', 'payment or billing'],
  ['bank account', 'payment or billing'],
  ['tax rate', 'legal or tax'],
  ['terms of service', 'legal or tax'],
  ['national id', 'personal data'],
  ['docker file', 'infrastructure or CI'],
  ['private key', 'cryptography']
]
