/** Errors of clients of networks as their libraries write them: type | message | failure | host, `-` where none is named. */
export const failuresOfOthers = String.raw`
Error | connect ECONNREFUSED 203.0.113.7:443 | connection refused | 203.0.113.7
Error | getaddrinfo ENOTFOUND api.vendor.com | host not found | api.vendor.com
Error | getaddrinfo EAI_AGAIN hooks.vendor.io hooks.vendor.io:443 | host not found | hooks.vendor.io
Error | connect ETIMEDOUT 198.51.100.4:443 | timeout | 198.51.100.4
Error | read ECONNRESET | connection reset | -
Error | socket hang up | connection reset | -
AxiosError | timeout of 5000ms exceeded | timeout | -
AxiosError | Request failed with status code 503 | 503 | -
AxiosError | Request failed with status code 429 | 429 | -
AxiosError | Network Error | connection failed | -
TimeoutError | Timeout awaiting 'request' for 10000ms | timeout | -
HTTPError | Response code 502 (Bad Gateway) | 502 | -
TypeError | fetch failed | connection failed | -
TypeError | Failed to fetch | connection failed | -
TypeError | NetworkError when attempting to fetch resource. | connection failed | -
TypeError | Load failed | connection failed | -
HeadersTimeoutError | Headers Timeout Error | timeout | -
ConnectTimeoutError | Connect Timeout Error (attempted address: api.vendor.com:443, timeout: 10000ms) | timeout | api.vendor.com
Error | certificate has expired | TLS failure | -
PrismaClientInitializationError | Can't reach database server at 'db.abc.eu-west-1.rds.amazonaws.com:5432' | connection failed | db.abc.eu-west-1.rds.amazonaws.com
MongoServerSelectionError | connection timed out | timeout | -
StripeConnectionError | An error occurred with our connection to Stripe. Request was retried 2 times. | connection failed | -
RateLimitError | 429 You exceeded your current quota, please check your plan | 429 | -
requests.exceptions.ConnectTimeout | HTTPSConnectionPool(host='api.vendor.com', port=443): Max retries exceeded with url: /v1 (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to api.vendor.com timed out. (connect timeout=5)')) | connection failed | api.vendor.com
requests.exceptions.ReadTimeout | HTTPSConnectionPool(host='api.vendor.com', port=443): Read timed out. (read timeout=5) | timeout | api.vendor.com
requests.exceptions.HTTPError | 503 Server Error: Service Unavailable for url: https://api.vendor.com/v1/orders | 503 | api.vendor.com
requests.exceptions.ConnectionError | ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response')) | connection reset | -
urllib.error.URLError | <urlopen error [Errno -2] Name or service not known> | host not found | -
urllib.error.HTTPError | HTTP Error 504: Gateway Time-out | 504 | -
httpx.ConnectError | [Errno 111] Connection refused | connection refused | -
httpx.HTTPStatusError | Server error '502 Bad Gateway' for url 'https://api.vendor.com/v1' | 502 | api.vendor.com
aiohttp.client_exceptions.ClientConnectorError | Cannot connect to host api.vendor.com:443 ssl:default [Connect call failed] | connection failed | api.vendor.com
redis.exceptions.TimeoutError | Timeout reading from cache.abc.use1.cache.amazonaws.com:6379 | timeout | cache.abc.use1.cache.amazonaws.com
psycopg2.OperationalError | could not connect to server: Connection refused  Is the server running on host "db.vendor.net" (203.0.113.9) and accepting  TCP/IP connections on port 5432? | connection refused | db.vendor.net
botocore.exceptions.EndpointConnectionError | Could not connect to the endpoint URL: "https://sqs.eu-west-1.amazonaws.com/" | connection failed | sqs.eu-west-1.amazonaws.com
openai.InternalServerError | Error code: 503 - {"error": {"message": "overloaded"}} | 503 | -
ssl.SSLCertVerificationError | [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate | TLS failure | -
java.net.SocketTimeoutException | Read timed out | timeout | -
java.net.UnknownHostException | api.vendor.com: Name or service not known | host not found | api.vendor.com
java.net.UnknownHostException | api.vendor.com | host not found | api.vendor.com
java.net.ConnectException | Failed to connect to api.vendor.com/203.0.113.5:443 | connection failed | api.vendor.com
org.apache.http.conn.HttpHostConnectException | Connect to api.vendor.com:443 [api.vendor.com/203.0.113.5] failed: Connection refused (Connection refused) | connection refused | api.vendor.com
feign.RetryableException | Read timed out executing GET https://api.vendor.com/v1/rates | timeout | api.vendor.com
feign.FeignException$ServiceUnavailable | [503 Service Unavailable] during [GET] to [https://api.vendor.com/v1] [Client#get()]: [] | 503 | api.vendor.com
org.springframework.web.client.HttpServerErrorException$BadGateway | 502 Bad Gateway: [no body] | 502 | -
org.springframework.web.reactive.function.client.WebClientResponseException$ServiceUnavailable | 503 Service Unavailable from GET https://api.vendor.com/v1 | 503 | api.vendor.com
org.springframework.web.client.ResourceAccessException | I/O error on POST request for "https://api.vendor.com/v1": Connection reset | connection failed | api.vendor.com
javax.net.ssl.SSLHandshakeException | PKIX path building failed: unable to find valid certification path | TLS failure | -
com.mysql.cj.jdbc.exceptions.CommunicationsException | Communications link failure | connection failed | -
io.grpc.StatusRuntimeException | UNAVAILABLE: io exception | connection failed | -
com.amazonaws.services.s3.model.AmazonS3Exception | Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown) | 503 | -
*url.Error | Get "https://api.vendor.com/v1": dial tcp 203.0.113.5:443: i/o timeout | timeout | api.vendor.com
*url.Error | Post "https://api.vendor.com/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers) | timeout | api.vendor.com
*net.OpError | dial tcp: lookup api.vendor.com on 10.0.0.2:53: no such host | host not found | api.vendor.com
*net.OpError | read tcp 10.0.3.4:43122->203.0.113.9:443: read: connection reset by peer | connection reset | 203.0.113.9
*status.Error | rpc error: code = Unavailable desc = connection error | connection failed | -
*errors.errorString | x509: certificate signed by unknown authority | TLS failure | -
Net::OpenTimeout | execution expired | timeout | -
Net::ReadTimeout | Net::ReadTimeout with #<TCPSocket:(closed)> | timeout | -
Faraday::ConnectionFailed | Failed to open TCP connection to api.vendor.com:443 (getaddrinfo: Name or service not known) | host not found | api.vendor.com
Faraday::ServerError | the server responded with status 503 | 503 | -
Errno::ECONNREFUSED | Connection refused - connect(2) for "api.vendor.com" port 443 | connection refused | api.vendor.com
RestClient::ServiceUnavailable | 503 Service Unavailable | 503 | -
GuzzleHttp\Exception\ConnectException | cURL error 28: Operation timed out after 5001 milliseconds with 0 bytes received (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.vendor.com/v1 | timeout | api.vendor.com
GuzzleHttp\Exception\ServerException | Server error: 'GET https://api.vendor.com/v1' resulted in a '503 Service Unavailable' response: | 503 | api.vendor.com
Illuminate\Http\Client\ConnectionException | cURL error 6: Could not resolve host: api.vendor.com | host not found | api.vendor.com
PDOException | SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for db.vendor.net failed: Name or service not known | host not found | db.vendor.net
System.Net.Http.HttpRequestException | Response status code does not indicate success: 503 (Service Unavailable). | 503 | -
System.Net.Http.HttpRequestException | No connection could be made because the target machine actively refused it. (api.vendor.com:443) | connection refused | api.vendor.com
System.Net.Http.HttpRequestException | Name or service not known (api.vendor.com:443) | host not found | api.vendor.com
System.Threading.Tasks.TaskCanceledException | The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing. | timeout | -
System.Net.WebException | The remote name could not be resolved: 'api.vendor.com' | host not found | api.vendor.com
reqwest::Error | error sending request for url (https://api.vendor.com/v1): error trying to connect: dns error: failed to lookup address information: Name or service not known | host not found | api.vendor.com
reqwest::Error | HTTP status server error (503 Service Unavailable) for url (https://api.vendor.com/v1) | 503 | api.vendor.com
HTTPoison.Error | :timeout | timeout | -
HTTPoison.Error | :econnrefused :nxdomain | host not found | -
Mint.TransportError | %Mint.TransportError{reason: :timeout} | timeout | -
DBConnection.ConnectionError | tcp connect (db.vendor.net:5432): connection refused - :econnrefused | connection refused | db.vendor.net
SocketException | Failed host lookup: 'api.vendor.com' (OS Error: No address associated with hostname, errno = 7) | host not found | api.vendor.com
SocketException | Connection refused (OS Error: Connection refused, errno = 111), address = api.vendor.com, port = 41892 | connection refused | api.vendor.com
NSError | Error Domain=NSURLErrorDomain Code=-1001 "The request timed out." UserInfo={NSErrorFailingURLStringKey=https://api.vendor.com/v1} | timeout | api.vendor.com
`
/** Errors that speak of timeouts, statuses and connections, and are nobody else's: type | message. */
export const failuresOfOurs = String.raw`
TypeError | Cannot read properties of undefined (reading 'timeout')
TypeError | connection timed out is not a function
ValueError | invalid literal for timeout: ECONNREFUSED
KeyError | 'connection refused'
Error | Invalid timeout value: must be positive
ValidationError | status code: 500 is not allowed
AssertionError | expected 200 to equal 503
Error | Expected 503 items and got 12
Error | Request failed with status code 404
Error | Request failed with status code 400
requests.exceptions.HTTPError | 404 Client Error: Not Found for url: https://api.vendor.com/v1
SessionExpired | User session timed out, please log in
TimeoutError | Knex: Timeout acquiring a connection. The pool is probably full.
sqlalchemy.exc.TimeoutError | QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00
java.sql.SQLTransientConnectionException | HikariPool-1 - Connection is not available, request timed out after 30000ms.
PG::QueryCanceled | ERROR: canceling statement due to statement timeout
Mysql2::Error | Lock wait timeout exceeded; try restarting transaction
Error | Job 4711 timed out
Runtime.ExitError | Task timed out after 3.00 seconds
TimeoutError | Navigation timeout of 30000 ms exceeded
Error | thrown: "Exceeded timeout of 5000 ms for a test"
context.deadlineExceededError | context deadline exceeded
TimeoutException | TimeoutException after 0:00:30.000000: Future not completed
Error | password reset failed for user
org.apache.catalina.connector.ClientAbortException | java.io.IOException: Broken pipe
Error | Order 503 was not found
Error | the import returned 500 rows
InternalServerErrorException | Internal Server Error
NullPointerException | Cannot invoke "Response.status()" because "r" is null
`

/** The cells of each line. */
export function readCases(table: string): readonly (readonly string[])[] {
  const lines = table.split('\n').filter((line) => line !== '')
  return lines.map((line) => line.split(' | ').map((cell) => (cell === '-' ? '' : cell)))
}
