/*
 * How clients of networks say that the other side failed, across languages. Precision first: a rule names words that nothing but a
 * transport says. A timeout of our own (a pool, a lock, a job) is not among them.
 */

interface FailureRule {
  readonly failure: string
  /** On `Type: message`. Linear: no repetition inside a repetition, and what is open is bounded. */
  readonly text: RegExp
}

const METHOD = '(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)'

/** The most telling first: what refused also failed to connect. */
const textRules: readonly FailureRule[] = [
  {
    failure: 'host not found',
    text: /\b(?:ENOTFOUND|EAI_AGAIN)\b|\bno such host\b|name or service not known|nodename nor servname|failure in name resolution|could not resolve host|failed host lookup|remote name could not be resolved|:nxdomain\b|failed to lookup address|failed to resolve '|getaddrinfo failed|php_network_getaddresses|server with the specified hostname could not be found|NSURLErrorDomain Code=-1003\b|cURL error 6\b/i
  },
  {
    failure: 'connection refused',
    text: /\bECONNREFUSED\b|\bconnection ?refused\b|actively refused it|connection to \S{1,260} refused|NSURLErrorDomain Code=-1004\b/i
  },
  {
    failure: 'TLS failure',
    text: /\b(?:CERT_HAS_EXPIRED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID)\b|certificate has expired|certificate[_ ]verify[_ ]failed|\bx509: |\btls: (?:handshake failure|failed to verify)|remote error: tls|SSL connection could not be established|PKIX path building failed|\bSSL_connect\b|before secure TLS connection was established|cURL error (?:35|51|60)\b|NSURLErrorDomain Code=-120\d\b/i
  },
  {
    failure: 'timeout',
    text: /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)\b|\bconnect timeout error\b|\b(?:connect|connection|read) timed out\b|\bi\/o timeout\b|\bClient\.Timeout exceeded|\bTLS handshake timeout\b|\bHttpClient\.Timeout of\b|\bidle timeout reached for\b|\btimeout awaiting '\w{1,30}' for \d+ ?ms|\boperation timed out after \d+ milliseconds|cURL error 28\b|NSURLErrorDomain Code=-1001\b|connected party did not properly respond|\bcode = DeadlineExceeded\b|\bDEADLINE_EXCEEDED\b|DioException \[(?:connection|receive|send) timeout\]/i
  },
  {
    failure: 'timeout',
    text: new RegExp(
      `\\b${METHOD} "?https?://[^\\s"]{1,2000}"?: context deadline exceeded|(?:error sending request|error trying to connect)[^]{0,2000}operation timed out`,
      'i'
    )
  },
  {
    failure: 'connection reset',
    text: /\bECONNRESET\b|\bconnection reset by (?:peer|remote)|\bjava\.net\.SocketException: Connection reset\b|\bsocket hang up\b|forcibly closed by the remote host|server disconnected without sending|remote end closed connection without|unexpected end of stream on http|the response ended prematurely|\bUND_ERR_SOCKET\b|\bother side closed\b|closed before full header|connection closed before message completed|\bempty reply from server\b|NSURLErrorDomain Code=-1005\b/i
  },
  {
    failure: 'connection failed',
    text: /\b(?:EHOSTUNREACH|ENETUNREACH)\b|\bno route to host\b|\bnetwork is unreachable\b|\bcan't reach database server at\b|\bcommunications link failure\b|\bnetwork-related or instance-specific error\b|\bfailed to establish a new connection\b|\bmax retries exceeded with url\b|\bcannot connect to host \S|\bfailed to connect to \S{1,260}[ /](?:port )?\d|\berror trying to connect\b|\btcp connect error\b|\bunable to connect to \S{1,260}:\d|\bredis connection to \S{1,260} failed\b|\bcode = Unavailable\b|\bUNAVAILABLE: |cURL error (?:7|52|55|56)\b|NSURLErrorDomain Code=-1009\b|error sending request for url/i
  }
]

/** A number as the answer of a server: 429, and all of 5xx. */
const STATUS = '(429|5\\d\\d)\\b'
const statusRules: readonly RegExp[] = [
  `request failed with status code ${STATUS}`,
  `response code ${STATUS} \\(`,
  `status code does not indicate success: ${STATUS}`,
  `HTTP error ${STATUS}: `,
  `${STATUS} (?:server|client) error: [^]{0,300}for url`,
  `(?:server|client) error '${STATUS}`,
  `HTTP status (?:server|client) error \\(${STATUS}`,
  `resulted in a [\`']?${STATUS}`,
  `\\[${STATUS}[^\\]]{0,100}\\] during \\[${METHOD}\\]`,
  `${STATUS} [^]{0,100}from ${METHOD} http`,
  `(?:HttpServerErrorException|HttpClientErrorException)(?:\\$\\w{1,40})?: ${STATUS}`,
  `the server responded with status ${STATUS}`,
  `\\bRestClient::\\w{1,40}: ${STATUS}`,
  `\\bgoogleapi: error ${STATUS}`,
  `\\berror code: ${STATUS}`,
  `\\b(?:RateLimitError|InternalServerError|APIError|APIStatusError): ${STATUS}`,
  `\\b(?:returned|responded with|answered|answered with|unexpected|bad|failed with|received|status) (?:an? )?(?:HTTP |HTTP status |status |response )(?:code )?(?:of )?:? ?${STATUS}`,
  `\\bstatus code: ${STATUS}`,
  `\\bstatus code of ${STATUS}`
].map((pattern) => new RegExp(pattern, 'i'))

/** Whole messages that browsers and runtimes give to a request without an answer, and nobody else to anything. */
const wholeMessages: Readonly<Record<string, string>> = {
  'fetch failed': 'connection failed',
  'failed to fetch': 'connection failed',
  'networkerror when attempting to fetch resource.': 'connection failed',
  'load failed': 'connection failed',
  'network error': 'connection failed',
  'network request failed': 'connection failed'
}

/** Types that say it by themselves, by their last name. */
const typeRules: Readonly<Record<string, readonly string[]>> = {
  'connection refused': ['ConnectionRefusedError', 'SequelizeConnectionRefusedError'],
  'host not found': [
    'UnknownHostException',
    'gaierror',
    'NameResolutionError',
    'SequelizeHostNotFoundError',
    'ClientConnectorDNSError'
  ],
  timeout: [
    'SocketTimeoutException',
    'ConnectTimeoutException',
    'HttpConnectTimeoutException',
    'HttpTimeoutException',
    'ConnectTimeout',
    'ReadTimeout',
    'WriteTimeout',
    'OpenTimeout',
    'ConnectTimeoutError',
    'ReadTimeoutError',
    'ReadTimeoutException',
    'HeadersTimeoutError',
    'BodyTimeoutError',
    'ServerTimeoutError',
    'ServerSelectionTimeoutError',
    'RedisCommandTimeoutException',
    'APITimeoutError',
    'APIConnectionTimeoutError',
    'MongoTimeoutException'
  ],
  'connection reset': [
    'RemoteDisconnected',
    'ServerDisconnectedError',
    'RemoteProtocolError',
    'NoHttpResponseException'
  ],
  'TLS failure': [
    'SSLHandshakeException',
    'SSLPeerUnverifiedException',
    'SSLCertVerificationError',
    'HandshakeException'
  ],
  'connection failed': [
    'MaxRetryError',
    'NewConnectionError',
    'ClientConnectorError',
    'HttpHostConnectException',
    'EndpointConnectionError',
    'APIConnectionError',
    'StripeConnectionError',
    'ResourceAccessException',
    'RedisConnectionException',
    'RedisConnectionFailureException',
    'CannotConnectError',
    'AMQPConnectionError',
    'AmqpConnectException',
    'CommunicationsException',
    'MongoNetworkError',
    'MongoServerSelectionError',
    'AutoReconnect',
    'NoBrokersAvailable',
    'KafkaJSConnectionError',
    'PrismaClientInitializationError'
  ]
}

/** The same for names that own code may have as well: qualified by their library. */
const qualifiedRules: readonly FailureRule[] = [
  { failure: 'timeout', text: /^(?:Faraday::|Redis::|redis\.exceptions\.|HTTP::)TimeoutError\b/ },
  { failure: 'timeout', text: /^org\.apache\.kafka\.common\.errors\.TimeoutException\b/ },
  {
    failure: 'timeout',
    text: /^(?:HTTPoison\.Error|Mint\.TransportError|Req\.TransportError|Tesla\.Error)\b[^]{0,200}timeout/
  },
  { failure: 'timeout', text: /^(?:AxiosError|Axios\.\w{1,30}|Error): timeout of \d+ ?ms exceeded/ },
  {
    failure: 'connection failed',
    text: /^(?:requests\.exceptions\.|redis\.exceptions\.|elastic_transport\.|elasticsearch\.exceptions\.|urllib3\.exceptions\.)ConnectionError\b/
  },
  { failure: 'connection failed', text: /^(?:httpx|httpcore)\.(?:ConnectError|ReadError|WriteError)\b/ },
  {
    failure: 'connection failed',
    text: /^(?:Faraday::ConnectionFailed|PG::ConnectionBad|Mysql2::Error::ConnectionError)\b/
  },
  {
    failure: 'connection failed',
    text: /^(?:GuzzleHttp\\Exception\\|Illuminate\\Http\\Client\\)Connect(?:ion)?Exception\b/
  },
  { failure: 'connection failed', text: /^(?:Mint|Req)\.TransportError\b/ },
  { failure: 'TLS failure', text: /^(?:OpenSSL::SSL|Faraday|requests\.exceptions)(?:::|\.)SSLError\b/ }
]

/** Waiting for what is our own. */
const ownWaiting = /QueuePool|HikariPool|\bpool\b|\block wait\b|\bstatement timeout\b|\bdeadlock\b/i

const failureOfType: ReadonlyMap<string, string> = new Map(
  Object.entries(typeRules).flatMap(([failure, names]) => names.map((name) => [name, failure] as const))
)

/** The failure of a transport that an error tells of, in words; `undefined` where it tells of none. */
export function findTransportFailure(type: string, message: string): string | undefined {
  const text = `${type}: ${message}`
  const failure =
    wholeFailureOf(message) ??
    findStatus(text) ??
    textRules.find((rule) => rule.text.test(text))?.failure ??
    failureOfType.get(lastNameOf(type)) ??
    qualifiedRules.find((rule) => rule.text.test(text))?.failure
  return failure === 'timeout' && ownWaiting.test(text) ? undefined : failure
}

/** The message is one that a runtime gives to every request without an answer, whatever the type of the error. */
export function wholeFailureOf(message: string): string | undefined {
  const key = message.trim().toLowerCase()
  return Object.hasOwn(wholeMessages, key) ? wholeMessages[key] : undefined
}

function findStatus(text: string): string | undefined {
  for (const rule of statusRules) {
    const status = rule.exec(text)?.[1]
    if (status !== undefined) return status
  }
  return undefined
}

/** `TimeoutError` of `Faraday::TimeoutError`, `java.net.X`, `GuzzleHttp\X`, `Outer$X`. */
export function lastNameOf(type: string): string {
  return /[\p{L}\p{N}_]+$/u.exec(type.trim().slice(-200))?.[0] ?? ''
}
