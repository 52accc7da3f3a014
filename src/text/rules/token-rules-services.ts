import type { TokenRule } from './tokens.js'

const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\\w-])'

/** Tokens of services that an application calls: messages, money, models, monitoring, documents. */
export const serviceTokens: readonly TokenRule[] = [
  // https://api.slack.com/concepts/token-types
  { kind: 'slack-token', prefixes: ['xoxe.xox'], rest: '[a-z]-\\d-[\\w-]{10,}', inside: true },
  {
    kind: 'slack-token',
    prefixes: [...'abcdeoprs'].map((letter) => `xox${letter}-`),
    rest: '[\\w-]{10,}',
    inside: true
  },
  { kind: 'slack-token', prefixes: ['xapp-', 'xwfp-'], rest: '\\d-[\\w-]{10,}', inside: true },
  {
    kind: 'slack-token',
    prefixes: ['hooks.slack.com/'],
    rest: '(?:services|workflows|triggers)/[\\w/+-]{10,}',
    inside: true
  },
  // https://discord.com/developers/docs/resources/webhook
  {
    kind: 'discord-webhook',
    prefixes: ['discord.com/', 'discordapp.com/'],
    rest: 'api/(?:v\\d{1,2}/)?webhooks/\\d{6,30}/[\\w-]{20,}',
    inside: true
  },
  // https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/
  { kind: 'teams-webhook', prefixes: ['.webhook.office.com/'], rest: 'webhook[\\w/@.-]{36,}', inside: true },
  // https://docs.stripe.com/keys
  {
    kind: 'stripe-token',
    prefixes: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    rest: '[A-Za-z0-9]{10,}',
    inside: true
  },
  { kind: 'stripe-token', prefixes: ['whsec_'], rest: '[A-Za-z0-9+/=]{20,}', inside: true },
  // https://developer.squareup.com/docs/build-basics/access-tokens
  { kind: 'square-token', prefixes: ['sq0atp-', 'sq0csp-', 'sq0idp-'], rest: '[\\w-]{20,}' },
  {
    kind: 'square-token',
    prefixes: ['EAAA'],
    rest: '(?=[A-Za-z_-]{0,40}\\d)[\\w-]{60}(?![\\w-])',
    alone: true
  },
  // https://developer.paypal.com/braintree/docs/guides/authorization/overview
  {
    kind: 'braintree-token',
    prefixes: ['access_token$'],
    rest: '(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}'
  },
  // https://shopify.dev/docs/apps/build/authentication-authorization
  {
    kind: 'shopify-token',
    prefixes: ['pat', 'ca', 'pa', 'ppa', 'ss', 'ua'].map((name) => `shp${name}_`),
    rest: '[a-zA-Z0-9]{32,}'
  },
  // https://www.twilio.com/docs/iam/api-keys
  { kind: 'twilio-key', prefixes: ['AC', 'SK'], rest: '[a-f0-9]{32}(?![A-Za-z0-9])' },
  // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
  { kind: 'sendgrid-token', prefixes: ['SG.'], rest: '[\\w-]{12,}(?:\\.[\\w-]+)?' },
  // https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/
  { kind: 'mailgun-key', prefixes: ['key-', 'pubkey-'], rest: '[a-f0-9]{32}(?![\\w-])', alone: true },
  // https://mailchimp.com/developer/transactional/guides/quick-start/
  {
    kind: 'mailchimp-key',
    prefixes: ['md-'],
    rest: '(?=[a-z_-]{0,21}[A-Z0-9])[\\w-]{22}(?![\\w-])',
    alone: true
  },
  {
    kind: 'mailchimp-key',
    prefixes: ['-us'],
    before: '(?<![A-Za-z0-9])[a-f0-9]{32}',
    rest: '\\d{1,2}(?!\\w)'
  },
  // https://developers.brevo.com/docs/getting-started
  { kind: 'brevo-key', prefixes: ['xkeysib-', 'xsmtpsib-'], rest: '[a-f0-9]{40,}(?:-\\w{1,20})?' },
  // https://resend.com/docs/dashboard/api-keys/introduction
  { kind: 'resend-key', prefixes: ['re_'], rest: '[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}', alone: true },
  // https://huggingface.co/docs/hub/security-tokens
  { kind: 'huggingface-token', prefixes: ['hf_', 'api_org_'], rest: '[A-Za-z0-9]{30,}' },
  // https://docs.anthropic.com/en/api/overview
  { kind: 'anthropic-token', prefixes: ['sk-ant-'], rest: '[\\w-]{16,}', inside: true },
  // https://platform.openai.com/docs/api-reference/authentication
  {
    kind: 'openai-token',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    rest: '[\\w-]{16,}',
    inside: true
  },
  { kind: 'openai-token', prefixes: ['sk-'], rest: '[A-Za-z0-9]{32,}', alone: true },
  // https://openrouter.ai/docs/api-reference/authentication
  { kind: 'openrouter-token', prefixes: ['sk-or-'], rest: '[\\w-]{16,}', inside: true },
  // https://langfuse.com/faq/all/where-are-langfuse-api-keys
  { kind: 'langfuse-key', prefixes: ['sk-lf-'], rest: '[\\w-]{32,}' },
  { kind: 'groq-token', prefixes: ['gsk_'], rest: '[A-Za-z0-9]{40,}' },
  // https://docs.x.ai/docs/tutorial
  { kind: 'xai-token', prefixes: ['xai-'], rest: '[A-Za-z0-9]{40,}' },
  // https://docs.perplexity.ai/getting-started/quickstart
  { kind: 'perplexity-token', prefixes: ['pplx-'], rest: '[A-Za-z0-9]{32,}' },
  // https://replicate.com/docs/topics/security/api-tokens
  { kind: 'replicate-token', prefixes: ['r8_'], rest: '[A-Za-z0-9]{30,}' },
  // https://docs.pinecone.io/guides/projects/manage-api-keys
  { kind: 'pinecone-key', prefixes: ['pcsk_'], rest: '\\w{40,}' },
  // https://docs.langchain.com/langsmith/create-account-api-key
  { kind: 'langsmith-key', prefixes: ['lsv2_pt_', 'lsv2_sk_'], rest: '[a-f0-9]{32}(?:_[a-f0-9]{4,})?' },
  // https://docs.api.nvidia.com/
  { kind: 'nvidia-key', prefixes: ['nvapi-'], rest: '[\\w-]{40,}' },
  // https://docs.tavily.com/documentation/api-reference/introduction
  { kind: 'tavily-key', prefixes: ['tvly-'], rest: '(?:dev-|prod-)?[A-Za-z0-9]{28,}' },
  // https://docs.datadoghq.com/account_management/api-app-keys/
  { kind: 'datadog-key', prefixes: ['ddpat_', 'ddsat_', 'ddapp_', 'ddpub_'], rest: '[A-Za-z0-9]{20,}' },
  // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
  { kind: 'new-relic-key', prefixes: ['NRAK-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRSP-'], rest: '[\\w-]{20,}' },
  { kind: 'new-relic-key', prefixes: ['NRAL'], before: '[a-f0-9]{36}', rest: '' },
  // https://docs.sentry.io/account/auth-tokens/
  { kind: 'sentry-token', prefixes: ['sntrys_', 'sntryu_', 'sntryi_', 'sntrya_'], rest: '[\\w+/=-]{20,}' },
  // https://grafana.com/docs/grafana/latest/administration/service-accounts/
  { kind: 'grafana-token', prefixes: ['glc_'], rest: '[A-Za-z0-9+/]{32,}={0,2}' },
  { kind: 'grafana-token', prefixes: ['glsa_'], rest: '[A-Za-z0-9]{32}(?:_[A-Fa-f0-9]{1,8})?' },
  // https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication
  {
    kind: 'dynatrace-token',
    prefixes: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
    rest: '[A-Z0-9]{8,24}\\.[A-Z0-9]{40,}'
  },
  // https://launchdarkly.com/docs/sdk/concepts/client-side-server-side
  { kind: 'launchdarkly-key', prefixes: ['sdk-', 'mob-', 'api-', 'rel-'], rest: UUID },
  // https://linear.app/developers/graphql
  { kind: 'linear-token', prefixes: ['lin_api_', 'lin_oauth_', 'lin_wh_'], rest: '[A-Za-z0-9]{32,}' },
  // https://developers.notion.com/reference/authentication
  { kind: 'notion-token', prefixes: ['ntn_'], rest: '[A-Za-z0-9]{36,}' },
  {
    kind: 'notion-token',
    prefixes: ['secret_'],
    rest: '(?=[a-z]{0,42}[A-Z0-9])[A-Za-z0-9]{43}(?![\\w-])',
    alone: true
  },
  // https://airtable.com/developers/web/guides/personal-access-tokens
  { kind: 'airtable-token', prefixes: ['pat'], rest: '[A-Za-z0-9]{14}\\.[a-f0-9]{32,64}', alone: true },
  // https://developers.figma.com/docs/rest-api/authentication/
  { kind: 'figma-token', prefixes: ['figd_', 'figo_', 'figu_'], rest: '[\\w-]{20,}' },
  // https://developers.dropbox.com/oauth-guide
  { kind: 'dropbox-token', prefixes: ['sl.'], rest: '(?:u\\.)?[\\w-]{100,}', alone: true },
  // https://docs.mapbox.com/help/dive-deeper/access-tokens/
  { kind: 'mapbox-token', prefixes: ['sk.eyJ', 'tk.eyJ'], rest: '[\\w-]{16,}(?:\\.[\\w-]*){0,2}' },
  // https://learning.postman.com/docs/developer/postman-api/authentication/
  { kind: 'postman-key', prefixes: ['PMAK-'], rest: '[a-f0-9]{24}(?:-[a-f0-9]{1,34})?' },
  // https://www.contentful.com/developers/docs/references/authentication/
  { kind: 'contentful-token', prefixes: ['CFPAT-'], rest: '[\\w-]{30,}' },
  // https://developers.hubspot.com/docs/guides/apps/private-apps/overview
  { kind: 'hubspot-token', prefixes: ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'], rest: UUID },
  // https://plaid.com/docs/api/tokens/
  {
    kind: 'plaid-token',
    prefixes: ['access-production-', 'access-sandbox-', 'access-development-'],
    rest: UUID
  },
  // https://razorpay.com/docs/api/authentication/
  { kind: 'razorpay-key', prefixes: ['rzp_live_', 'rzp_test_'], rest: '[A-Za-z0-9]{14,}' },
  // https://duffel.com/docs/api/overview/making-requests
  {
    kind: 'duffel-token',
    prefixes: ['duffel_live_', 'duffel_test_', 'shippo_live_', 'shippo_test_'],
    rest: '[\\w-]{32,}'
  },
  // https://core.telegram.org/bots/api#authorizing-your-bot
  { kind: 'telegram-token', prefixes: [':AA'], before: '\\d{8,10}', rest: '[\\w-]{32,}' },
  // https://firebase.google.com/docs/cloud-messaging/auth-server
  { kind: 'firebase-key', prefixes: [':APA91b'], before: '[\\w-]{7,22}', rest: '[\\w-]{60,}' },
  // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm
  { kind: 'salesforce-token', prefixes: ['!A'], before: '00D[A-Za-z0-9]{12,15}', rest: '[\\w.]{60,}' },
  // https://developers.facebook.com/docs/facebook-login/guides/access-tokens
  {
    kind: 'facebook-token',
    prefixes: ['EAAC', 'EAAG', 'EAAB', 'EAAE', 'EAAD', 'EAAM', 'IGQV', 'IGQW'],
    rest: '[A-Za-z0-9]{80,}'
  }
]
