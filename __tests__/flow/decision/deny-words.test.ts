import { describe, expect, it } from '@jest/globals'
import { denyByCode, denyByName, denyByOwner, denyByPath } from '../../../src/flow/decision/deny.js'

const policy = { denyPaths: [] }
const auth = 'authentication or authorisation'
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/* Written out once more: that a word goes missing from the rules has to be seen, and meant. */
const named: Readonly<Record<string, readonly string[]>> = {
  'schema or migration': words(`
    migration migrations migrate migrator schema schemas ddl alembic flyway liquibase`),
  [auth]: words(`
    auth authn authz authenticate authenticated authentication authenticator authorise authorize authorised authorized
    unauthorized authorisation authorization oauth oauth2 oidc saml sso login signin logout password passwords passwd
    passphrase credential credentials secret secrets apikey jwt csrf xsrf permission permissions privilege privileges rbac
    acl mfa totp otp logins signup webauthn passkey passkeys impersonate impersonation entitlement entitlements iam ldap
    kerberos keycloak okta cognito api-key access-token refreshToken signIn access_control idToken bearer-token
    auth_token logIn sign-up passWord web-authn two_factor`),
  'security configuration': words(`
    security cors csp firewall waf allowlist denylist blocklist whitelist blacklist fraud antifraud captcha recaptcha
    sanitizer sanitiser ratelimit ratelimiter rateLimit rate-limiter social_security`),
  session: words(`session sessions cookie cookies session-token`),
  'infrastructure or CI': words(`
    terraform kubernetes k8s helm ansible pulumi cloudformation dockerfile jenkins docker-file`),
  'legal or tax': words(`
    tax taxes taxable taxation vat gst legal compliance kyc aml sanctions regulatory audit auditlog licence sox hipaa
    taxRate terms-of-service`),
  cryptography: words(`
    crypto cryptography cipher encrypt encrypted encryption decrypt decrypted decryption hmac keystore certificate
    certificates tls ssl signature signatures keyring keychain mtls private-key`),
  'payment or billing': words(`
    payment payments payout payouts billing invoice invoices invoicing refund refunds charge charges chargeback stripe
    paypal braintree adyen ledger wallet iban creditcard cvv cvc pci sepa checkoutsession klarna mollie subscription
    subscriptions payroll bankaccount cardholder creditCard card_number payPal debit-card cardHolder bankAccount`),
  'personal data': words(`
    gdpr pii ssn passport birthdate birthday dob anonymise anonymize personaldata consent medical patient patients
    diagnosis ethnicity religion nationality biometric biometrics privacy personalData date-of-birth
    nationalId`)
}

const vague = words(`
  schema schemas migrate secret secrets permission permissions session sessions helm legal audit licence signature
  signatures charge charges ledger wallet subscription subscriptions consent patient patients diagnosis privacy`)

const inCode: Readonly<Record<string, readonly string[]>> = {
  [auth]: words(`passport jsonwebtoken devise warden omniauth auth0 pundit cancancan`),
  cryptography: words(`
    bcrypt argon2 scrypt pbkdf2 hashlib openssl nacl libsodium sodium rustls cryptokit bouncycastle`),
  'payment or billing': words(`card cards bic`)
}

const owners: Readonly<Record<string, readonly string[]>> = {
  'schema or migration': words(`dba dbas database databases`),
  [auth]: words(`identity access`),
  'security configuration': words(`appsec infosec secops devsecops netsec prodsec csirt trust risk`),
  'infrastructure or CI': words(`
    infra infrastructure sre devops secdevops releng ci cicd sysadmin ops`),
  'legal or tax': words(`legal lawyers counsel`),
  'payment or billing': words(`
    payments finance treasury accounting monetization monetisation revenue`),
  'personal data': words(`dpo privacy`)
}

const paths: Readonly<Record<string, readonly string[]>> = {
  'schema or migration': words(`
    db/a.sql a.prisma a.avsc api/cart.proto a.graphqls a.xsd app/structure.sql`),
  [auth]: words(`.env .env.local web/.htpasswd`),
  'security configuration': words(`src/WebSecurityRules.java .snyk .gitleaks.toml docs/CODEOWNERS`),
  'infrastructure or CI': words(`
    .github/a.ts .gitlab-ci.yml .gitlab/a.ts .circleci/a.ts .buildkite/a.ts azure-pipelines.yml azure-pipelines-pr.yml
    Jenkinsfile Jenkinsfile.pr .travis.yml Dockerfile web/Dockerfile.dev docker-compose.yml main.tf main.tfvars main.hcl
    terraform/a.ts infra/a.ts infrastructure/a.ts helm/a.ts charts/a.ts k8s/a.ts kubernetes/a.ts ansible/a.ts deploy/a.ts
    deployment/a.ts serverless.yml`),
  'legal or tax': words(`LICENSE LICENSE.md legal/a.ts`),
  cryptography: words(`a.pem a.key a.p12 a.jks a.keystore a.crt`)
}

const rows = (table: Readonly<Record<string, readonly string[]>>): readonly [string, string][] =>
  Object.entries(table).flatMap(([subject, all]) => all.map((word): [string, string] => [word, subject]))

describe('a machine keeps away from', () => {
  it.each(rows(named))('a name with %s: %s', (word, rule) => {
    expect(denyByName(`src/${word}.ts`, policy)).toEqual({ rule, evidence: `src/${word}.ts` })
  })

  it.each(rows(named).filter(([word]) => !vague.includes(word) && word !== 'passport'))(
    'code with %s: %s',
    (word, rule) => {
      const evidence = `in the code: call(${word})`
      expect(denyByCode(`a = 1\n  call(${word}) `, policy)).toEqual({ rule, evidence })
    }
  )

  it.each(rows(inCode))('code with %s: %s, but not the name', (word, rule) => {
    expect(denyByCode(`call(${word})`, policy)).toMatchObject({ rule })
    if (word !== 'passport') expect(denyByName(`src/${word}.ts`, policy)).toBeUndefined()
  })

  it.each(rows(owners))('what %s owns: %s', (owner, rule) => {
    expect(denyByOwner([`@acme/${owner}`], policy)).toEqual({ rule, evidence: `owned by @acme/${owner}` })
  })

  it.each(rows(paths))('the path %s: %s', (path, rule) => {
    expect(denyByPath(path, policy)).toEqual({ rule, evidence: path })
  })
})

describe('words that stand in harmless code as well', () => {
  it.each(vague)('%s', (word) => {
    expect(denyByCode(`call(${word})`, policy)).toBeUndefined()
  })
})

describe('the words of a team', () => {
  it('are looked for in any case, in names and in code', () => {
    const own = { denyPaths: [], denyWords: ['Price', 'margin'] }
    expect(denyByName('src/PRICE.ts', own)).toEqual({ rule: 'word price', evidence: 'src/PRICE.ts' })
    expect(denyByCode('const x = 1\nconst profitMargin = 1', own)).toEqual({
      rule: 'word margin',
      evidence: 'in the code: const profitMargin = 1'
    })
    expect(denyByName('src/cart.ts', own)).toBeUndefined()
  })

  it('and its owners are named, before those that we know', () => {
    const own = { denyPaths: [], denyOwners: ['@acme/core-*', 'boss@*'] }
    expect(denyByOwner(['@acme/shop', '@acme/core-dba'], own)).toEqual({
      rule: 'owner @acme/core-*',
      evidence: 'owned by @acme/core-dba'
    })
    expect(denyByOwner(['boss@acme.example'], own)).toMatchObject({ rule: 'owner boss@*' })
    expect(denyByOwner(['dba@acme.example'], own)).toMatchObject({ rule: 'schema or migration' })
    expect(denyByOwner([], own)).toBeUndefined()
  })
})

describe('evidence', () => {
  const long = 'a'.repeat(300)
  it('is cut to what fits a ticket', () => {
    expect(denyByName(`password ${long}`, policy)?.evidence).toHaveLength(200)
    expect(denyByCode(`password ${long}`, policy)?.evidence).toHaveLength(200)
    expect(denyByOwner([`@acme/dba-${long}`], policy)?.evidence).toHaveLength(200)
    const own = { denyPaths: [], denyOwners: ['*'] }
    expect(denyByOwner([`@acme/${long}`], own)?.evidence).toHaveLength(200)
  })
})

describe('SQL that defines data', () => {
  it.each([
    'CREATE TABLE cart (id int)',
    'create or replace view v as select 1',
    'create unique index i on cart (id)',
    'ALTER  TABLE cart add x int',
    'drop schema shop',
    'truncate table cart',
    'create database shop',
    'create type money as enum ()',
    'create policy p on cart',
    'create role shop',
    'drop user shop',
    'create trigger t after insert',
    'create sequence s',
    'alter table cart drop column x',
    'grant select on cart to shop',
    'GRANT admin TO shop'
  ])('is a schema: %s', (sql) => {
    expect(denyByCode(`db.run("${sql}")`, policy)).toEqual({
      rule: 'schema or migration',
      evidence: 'the code defines data in SQL'
    })
  })

  it.each([
    'recreate table',
    'create tables',
    'createTable(x)',
    'grant x',
    'select a from b',
    'drop the index'
  ])('but not %s', (text) => {
    expect(denyByCode(text, policy)).toBeUndefined()
  })
})
