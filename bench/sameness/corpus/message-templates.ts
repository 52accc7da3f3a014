/**
 * Formats of our own, in the manner of many systems. A list holds formats that differ in one meaningful word, code or name:
 * filled, they are still different errors.
 */
export const messageTemplates: Readonly<Record<string, readonly (readonly string[])[]>> = {
  database: [
    ['relation "invoices" has no row with id {int}', 'relation "receipts" has no row with id {int}'],
    [
      'could not serialize access to tuple ({int},{int}) due to concurrent update',
      'could not serialize access to tuple ({int},{int}) due to concurrent delete'
    ],
    ["Duplicate entry {quoted} for key 'guests.email'", "Duplicate entry {quoted} for key 'guests.phone'"],
    [
      'column "colour" is of type integer but expression is of type text',
      'column "weight" is of type integer but expression is of type text'
    ],
    ['lock wait on table stays exceeded {ms} (transaction {bigint})'],
    ['deadlock: process {int} waits for ShareLock on transaction {int}; blocked by process {int}'],
    ['ERR-2006 server closed the session {hex}', 'ERR-2013 server closed the session {hex}'],
    ['cursor {bigint} is gone on {host}:{port}', 'primary is gone on {host}:{port}'],
    [
      'statement cancelled after {ms} by user {user}',
      'statement cancelled after {ms} by conflict with recovery'
    ],
    ['document {objectid} failed validation', 'document {objectid} failed replication'],
    [
      'checkpoint {int} of wal segment {digest} is {size} behind',
      'checkpoint {int} of wal segment {digest} is corrupt at byte {int}'
    ],
    ['too many rows in shard {int} of {int}', 'no rows in shard {int} of {int}'],
    ['value {float} out of range for type smallint', 'value {float} out of range for type real'],
    [
      'backup {path} is from {time}, newer than the server',
      'backup {path} is from {time}, older than the oldest log'
    ]
  ],
  queue: [
    ['message {uuid} was redelivered {int} times and goes to the dead letters'],
    [
      'consumer {token} of group billing lost partition {int}',
      'consumer {token} of group shipping lost partition {int}'
    ],
    [
      'offset {bigint} is past the end of topic orders-{int}',
      'offset {bigint} is before the start of topic orders-{int}'
    ],
    ['visibility of receipt {token} ran out after {duration}'],
    ['no broker for {arn} answered in {ms}', 'no leader for {arn} answered in {ms}'],
    ['payload of {size} is over the limit of 256 KiB', 'payload of {size} is not gzip'],
    [
      'delivery tag {int} was acknowledged twice on channel {int}',
      'delivery tag {int} was never seen on channel {int}'
    ],
    ['heartbeat from {ip}:{port} missed for {duration}'],
    ['batch {list} is out of order', 'batch {list} is empty after filtering'],
    [
      'schema id {int} is unknown to the registry at {url}',
      'schema id {int} is not compatible with the one at {url}'
    ]
  ],
  web: [
    [
      'upstream {ip}:{port} closed the connection while reading the header',
      'upstream {ip}:{port} closed the connection while sending the request'
    ],
    ['GET {url} answered 502 in {ms}', 'GET {url} answered 404 in {ms}', 'POST {url} answered 502 in {ms}'],
    ['Request failed with status code 401', 'Request failed with status code 429'],
    ['certificate of {host} ran out on {date}', 'certificate of {host} is valid from {date} only'],
    ['session {token} of {email} has ended', 'session {token} of {email} is used from another place'],
    ['body of request {uuid} is longer than {int} bytes'],
    [
      'cannot open {path}: permission denied',
      'cannot open {path}: no such file',
      'cannot open {path}: too many open files'
    ],
    ['cannot open {winpath}: it is used by another process'],
    ['header x-request-size is missing', 'header x-request-hash is missing'],
    ['client [{ipv6}]:{port} went away', 'client [{ipv6}]:{port} was refused'],
    ['rate of {user} is {float} requests per second, allowed are 5'],
    ['getaddrinfo ENOTFOUND {host}', 'getaddrinfo EAI_AGAIN {host}'],
    ['connect ECONNREFUSED {ip}:{port}', 'connect ETIMEDOUT {ip}:{port}']
  ],
  cloud: [
    ['bucket {key} has no object {path}', 'bucket {key} has no version {digest}'],
    ['role {arn} may not read the secret', 'role {arn} may not write the secret'],
    [
      'pod {pod} was evicted: node has {size} of memory left',
      'pod {pod} was evicted: node has {size} of disk left'
    ],
    ['image {host}/shop@sha256:{digest} could not be pulled'],
    [
      'function ran for {duration} and was stopped (request {uuid})',
      'function used {size} and was stopped (request {uuid})'
    ],
    [
      'quota of 20 load balancers in region north-{int} is used up',
      'quota of 20 addresses in region north-{int} is used up'
    ],
    [
      'probe of container {digest} failed with exit code 1',
      'probe of container {digest} failed with exit code 137'
    ],
    ['lease {bigint} was lost at {time}', 'lease {bigint} was renewed by {pod} at {time}'],
    ['disk {path} is {percent} full', 'disk {path} is read-only'],
    ['stack {key} is in state ROLLBACK_FAILED', 'stack {key} is in state UPDATE_FAILED']
  ],
  runtime: [
    [
      "Cannot read properties of undefined (reading 'total')",
      "Cannot read properties of undefined (reading 'price')",
      "Cannot read properties of null (reading 'total')"
    ],
    [
      "'NoneType' object has no attribute 'strip'",
      "'NoneType' object has no attribute 'split'",
      "'Basket' object has no attribute 'strip'"
    ],
    ['index {int} out of bounds for length {int}', 'index {int} out of bounds for axis 0 with size {int}'],
    ['heap is {size} of {size} after {int} collections', 'stack is {size} of {size} after {int} calls'],
    ['invalid literal for int() with base 10: {quoted}', 'could not convert string to float: {quoted}'],
    ['object at {hex} was freed twice', 'object at {hex} was used after it was freed'],
    ['Unexpected token < in JSON at position {int}', 'Unexpected end of JSON input'],
    ['thread {int} panicked while holding lock {hex}', 'thread {int} waited {duration} for lock {hex}'],
    [
      'class com.acme.orders.Order cannot be cast to class com.acme.orders.Quote',
      'class com.acme.orders.Order cannot be cast to class com.acme.stock.Shelf'
    ],
    ["undefined method `price' for nil:NilClass", "undefined method `weight' for nil:NilClass"],
    ['Call to a member function rows() on null', 'Call to a member function rows() on array'],
    ['Invalid time value: {date}', 'Invalid time zone: {user}'],
    ['module version {version} does not match {version}', 'module version {version} is not signed'],
    ['bad checksum {digest} of {path}', 'bad signature {digest} of {path}']
  ],
  mobile: [
    ['device {uuid} has no camera', 'device {uuid} has no gyroscope'],
    ['push token {token} is not registered', 'push token {token} belongs to another app'],
    ['tile 12/{int}/{int} could not be drawn', 'tile 12/{int}/{int} could not be cached'],
    ['download of {url} stopped at {percent}', 'download of {url} has the wrong length'],
    ['view controller {hex} was presented while {hex} is being dismissed'],
    [
      'Activity com.acme.app.MainActivity has leaked window {hex}',
      'Activity com.acme.app.LoginActivity has leaked window {hex}'
    ],
    [
      'local store of {user} needs migration from 3 to 4',
      'local store of {user} is locked by another process'
    ]
  ],
  payments: [
    [
      'card ending {int} was declined: insufficient funds',
      'card ending {int} was declined: expired card',
      'card ending {int} was declined: stolen card'
    ],
    [
      'payment {token} of {float} EUR is already captured',
      'payment {token} of {float} EUR is already refunded'
    ],
    [
      'amount {float} does not match the total of basket {uuid}',
      'currency of amount {float} does not match basket {uuid}'
    ],
    [
      'payout {bigint} to {email} was returned by the bank',
      'payout {bigint} to {email} is over the daily limit'
    ],
    ['ledger of {date} is off by {float}', 'ledger of {date} has no closing balance'],
    ['invoice {int}/{int} is missing a VAT number', 'invoice {int}/{int} is missing a due date'],
    ['webhook {uuid} was signed at {epoch}, too long ago', 'webhook {uuid} has an unknown signer']
  ],
  shop: [
    ['order {uuid} has no lines', 'order {uuid} has no customer'],
    ['stock of {key} would fall to -{int}', 'stock of {key} was counted {int} times'],
    [
      'parcel {token} weighs {float} kg, allowed are 30',
      'parcel {token} measures {float} cm, allowed are 120'
    ],
    ['voucher {quoted} was used by {user}', 'voucher {quoted} is not for sale'],
    [
      'Failed to import row {int}: unknown colour {quoted}',
      'Failed to import row {int}: unknown size {quoted}'
    ],
    ['customer {email} has {int} open returns', 'customer {email} has {int} open complaints'],
    ['prices of {list} are older than {duration}', 'prices of {list} are in the wrong currency'],
    ['cart {objectid} was merged into {objectid}', 'cart {objectid} was split off {objectid}'],
    ['shelf {int}-{int} is not on the plan of {date}', 'shelf {int}-{int} is reserved since {date}'],
    ['sync run {int} took {duration}, {int} of {int} items failed']
  ]
}
