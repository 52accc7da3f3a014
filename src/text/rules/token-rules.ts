import type { TokenRule } from './tokens.js'

/** Tokens of clouds, source hosts, registries and build services. A cut token is still worth hiding. */
export const platformTokens: readonly TokenRule[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  { kind: 'aws-key', prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'], rest: '[A-Z0-9]{16,17}' },
  { kind: 'aws-key', prefixes: ['FwoGZXIvYXdz', 'IQoJb3JpZ2lu'], rest: '[\\w+/=-]{40,}' },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
  { kind: 'aws-key', prefixes: ['ABSK', 'bedrock-api-key-'], rest: '[\\w+/=-]{40,}' },
  { kind: 'aws-key', prefixes: ['amzn.mws.'], rest: '[a-f0-9-]{32,36}' },
  { kind: 'aws-key', prefixes: ['amzn1.oa2-cs.v1.'], rest: '[a-f0-9]{40,}' },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  {
    kind: 'github-token',
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    rest: '[\\w-]{16,}(?:\\.[\\w-]+){0,2}',
    inside: true
  },
  { kind: 'github-token', prefixes: ['github_pat_'], rest: '\\w{16,}', inside: true },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  {
    kind: 'gitlab-token',
    prefixes:
      'glpat- glptt- gldt- glrt- glrtr- glcbt- glft- glimt- glagent- glsoat- gloas- glffct- glwt- GR1348941'.split(
        ' '
      ),
    rest: '[\\w-]{16,}(?:\\.[\\w.]+)?',
    inside: true
  },
  // https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
  { kind: 'atlassian-token', prefixes: ['ATATT3', 'ATCTT3', 'ATSTT3'], rest: '[\\w=-]{20,}', inside: true },
  { kind: 'atlassian-token', prefixes: ['ATBB'], rest: '\\w{28,}', inside: true },
  // https://cloud.google.com/docs/authentication/api-keys
  { kind: 'google-key', prefixes: ['AIza'], rest: '[\\w-]{30,}', inside: true },
  { kind: 'google-key', prefixes: ['ya29.', 'GOCSPX-'], rest: '[\\w-]{20,}(?:\\.[\\w-]{6,})?' },
  { kind: 'google-key', prefixes: ['1//0'], rest: '[\\w-]{30,}' },
  // https://docs.digitalocean.com/reference/api/create-personal-access-token/
  { kind: 'digitalocean-token', prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'], rest: '[a-f0-9]{32,}' },
  // https://devcenter.heroku.com/articles/authentication
  { kind: 'heroku-token', prefixes: ['HRKU-'], rest: '[\\w-]{32,}' },
  // https://vercel.com/docs/rest-api
  {
    kind: 'vercel-token',
    prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vercel_blob_rw_'],
    rest: '\\w{20,}'
  },
  // https://docs.netlify.com/api/get-started/
  { kind: 'netlify-token', prefixes: ['nfp_', 'nfc_', 'nfu_', 'nfo_', 'nfb_'], rest: '[A-Za-z0-9]{32,}' },
  // https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
  { kind: 'cloudflare-token', prefixes: ['cfk_', 'cfut_', 'cfat_'], rest: '[A-Za-z0-9]{32,}' },
  { kind: 'cloudflare-token', prefixes: ['v1.0-'], rest: '[a-f0-9]{24}-[a-f0-9]{40,}' },
  // https://fly.io/docs/security/tokens/
  { kind: 'fly-token', prefixes: ['fo1_', 'fm1r_', 'fm1a_', 'fm2_'], rest: '[\\w+/=,-]{36,}' },
  // https://supabase.com/docs/guides/api/api-keys
  { kind: 'supabase-token', prefixes: ['sbp_', 'sb_secret_'], rest: '[\\w-]{24,}' },
  // https://planetscale.com/docs/api/reference/service-tokens
  {
    kind: 'planetscale-token',
    prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
    rest: '[\\w.=-]{30,}'
  },
  // https://neon.com/docs/manage/api-keys
  { kind: 'neon-token', prefixes: ['napi_'], rest: '[a-z0-9]{40,}' },
  { kind: 'neon-token', prefixes: ['npg_'], rest: '[A-Za-z0-9]{10,}' },
  // https://www.mongodb.com/docs/atlas/configure-api-access/
  { kind: 'mongodb-token', prefixes: ['mdb_sa_sk_'], rest: '[\\w-]{30,}' },
  // https://docs.databricks.com/aws/en/dev-tools/auth/pat
  {
    kind: 'databricks-token',
    prefixes: ['dapi', 'dkea', 'dose'],
    rest: '[a-f0-9]{32}(?:-\\d)?(?![A-Za-z0-9])'
  },
  // https://developer.hashicorp.com/vault/docs/concepts/tokens
  { kind: 'hashicorp-vault-token', prefixes: ['hvs.', 'hvb.', 'hvr.'], rest: '[\\w-]{24,}' },
  {
    kind: 'hashicorp-vault-token',
    prefixes: ['s.'],
    rest: '(?=[A-Za-z]{0,23}\\d|[A-Za-z]{0,22}[A-Z]{2})[A-Za-z0-9]{24}(?![\\w-]|\\.\\w)',
    alone: true
  },
  // https://docs.doppler.com/reference/auth-token-formats
  {
    kind: 'doppler-token',
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    rest: '(?:[\\w-]{2,35}\\.)?[A-Za-z0-9]{32,}'
  },
  // https://www.pulumi.com/docs/administration/access-identity/access-tokens/
  { kind: 'pulumi-token', prefixes: ['pul-'], rest: '[a-f0-9]{32,}' },
  // https://tailscale.com/kb/1010/key-prefixes
  { kind: 'tailscale-token', prefixes: ['tskey-'], rest: '[a-z]{2,20}-[\\w-]{16,}' },
  // https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
  { kind: 'alibaba-key', prefixes: ['LTAI'], rest: '[A-Za-z0-9]{12,26}(?![A-Za-z0-9])' },
  // https://docs.npmjs.com/about-access-tokens
  { kind: 'npm-token', prefixes: ['npm_'], rest: '[A-Za-z0-9]{20,}' },
  // https://pypi.org/help/#apitoken
  { kind: 'pypi-token', prefixes: ['pypi-AgE'], rest: '[\\w-]{30,}', inside: true },
  // https://guides.rubygems.org/api-key-scopes/
  { kind: 'rubygems-token', prefixes: ['rubygems_'], rest: '[a-f0-9]{32,}' },
  // https://docs.docker.com/security/access-tokens/
  { kind: 'docker-token', prefixes: ['dckr_pat_', 'dckr_oat_'], rest: '[\\w-]{24,}' },
  // https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package
  { kind: 'nuget-key', prefixes: ['oy2'], rest: '[a-z0-9]{43}(?![A-Za-z0-9])', alone: true },
  // https://doc.rust-lang.org/cargo/reference/publishing.html
  {
    kind: 'crates-token',
    prefixes: ['cio'],
    rest: '(?=[A-Za-z]{0,31}\\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])',
    alone: true
  },
  // https://github.com/clojars/clojars-web/wiki/Deploy-Tokens
  { kind: 'clojars-token', prefixes: ['CLOJARS_'], rest: '[a-z0-9]{40,}' },
  // https://circleci.com/docs/managing-api-tokens/
  { kind: 'circleci-token', prefixes: ['CCIPAT_', 'CCIPRJ_'], rest: '\\w{32,}' },
  // https://buildkite.com/docs/platform/security/tokens
  { kind: 'buildkite-token', prefixes: ['bkua_', 'bkct_', 'bkaj_'], rest: '[A-Za-z0-9]{32,}' },
  // https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/
  { kind: 'sonarqube-token', prefixes: ['sqp_', 'squ_', 'sqa_'], rest: '[a-f0-9]{32,}' },
  // https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens
  { kind: 'jfrog-token', prefixes: ['AKCp'], rest: '[A-Za-z0-9]{60,}' },
  // https://developer.1password.com/docs/service-accounts/
  { kind: '1password-token', prefixes: ['ops_eyJ'], rest: '[\\w+/=-]{60,}' },
  {
    kind: '1password-key',
    prefixes: ['A3-'],
    rest: '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}(?![\\w-])'
  },
  // https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials
  { kind: 'azure-secret', prefixes: ['Q~'], before: '[\\w~.-]{3}\\d', rest: '[\\w~.-]{31,34}' },
  // Fixed signs near the end of Azure's own keys.
  // https://github.com/microsoft/security-utilities/blob/main/GeneratedRegexPatterns/HighConfidenceSecurityModels.json
  {
    kind: 'azure-secret',
    prefixes: [
      'AZDO',
      'AzCa',
      'AzFu',
      'AzSe',
      'ACDb',
      'AIoT',
      '+ASt',
      '+ABa',
      '+ASb',
      '+AEh',
      '+ARm',
      '+AMC'
    ],
    before: '[A-Za-z0-9+/]{28,80}',
    rest: '[A-Za-z0-9+/]{4,10}={0,2}'
  },
  { kind: 'azure-secret', prefixes: ['JQQJ99'], before: '[A-Za-z0-9]{52}', rest: '[A-Za-z0-9]{20,26}' },
  // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  { kind: 'terraform-token', prefixes: ['.atlasv1.'], before: '[A-Za-z0-9]{14}', rest: '[\\w-]{20,}' },
  // crypt(3), Apache and PHC strings. https://github.com/P-H-C/phc-string-format
  {
    kind: 'password-hash',
    prefixes: ['$2a$', '$2b$', '$2x$', '$2y$'],
    rest: '\\d\\d\\$[./A-Za-z0-9]{40,53}',
    inside: true
  },
  {
    kind: 'password-hash',
    prefixes: (
      '$1$ $5$ $6$ $7$ $y$ $gy$ $apr1$ $sha1$ $scrypt$ $argon2id$ $argon2i$ $argon2d$ $pbkdf2$ $pbkdf2-sha256$ $pbkdf2-sha512$ ' +
      'pbkdf2_sha256$ pbkdf2_sha1$ {SSHA} {SHA} {SMD5} {SSHA256} {SSHA512}'
    ).split(' '),
    rest: '(?:[\\w=,.+/-]{1,128}\\$){0,4}[\\w./+=-]{20,128}',
    inside: true
  },
  // https://age-encryption.org/v1
  { kind: 'private-key', prefixes: ['AGE-SECRET-KEY-1'], rest: '[A-Z0-9]{40,}' }
]
