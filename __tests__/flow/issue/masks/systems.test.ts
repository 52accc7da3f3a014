import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('one bug has one template, whatever its values', () => {
  it.each([
    [
      'Kafka',
      'Offset commit failed on partition orders-3 at offset 12345',
      'Offset commit failed on partition orders-7 at offset 9'
    ],
    [
      'Kafka, by name or by address',
      'Connection to node -1 (localhost/127.0.0.1:9092) lost',
      'Connection to node 3 (kafka-3.kafka/10.2.3.4:9092) lost'
    ],
    ['Redis', 'MOVED 3999 127.0.0.1:6381', 'MOVED 12182 10.1.2.3:6379'],
    [
      'nginx',
      '2024/01/02 10:11:12 [error] 1234#0: *5678 connect() failed, client: 10.0.0.1',
      '2024/03/04 23:59:59 [error] 7#0: *9 connect() failed, client: fe80::12'
    ],
    [
      'Postgres',
      'Key (email)=(bob@shop.test) already exists.',
      'Key (email)=(al.b@mail.shop.test) already exists.'
    ],
    ['Kubernetes', 'pod web-7d9f8b6c5-x2x4z_default is gone', 'pod web-5c8d7f9b46-q8zkp_default is gone'],
    [
      'Elasticsearch',
      'would be [1027104232/979.5mb], the limit is [102/3.2kb]',
      'would be [5/1gb], the limit is [1111/12mb]'
    ],
    [
      'MongoDB',
      'E11000 duplicate key error dup key: { email: "bob@shop.test" }',
      'E11000 duplicate key error dup key: { email: "al@shop.test" }'
    ],
    ['AWS', 'arn:aws:iam::123456789012:user/bob may not', 'arn:aws:iam::999999999999:user/al/x may not'],
    [
      'gRPC',
      'desc = "dial tcp 10.0.0.1:50051: connect: refused"',
      'desc = "dial tcp [::1]:80: connect: refused"'
    ],
    ['Go', 'timeout after 1.5s', 'timeout after 1m30s'],
    ['Rails', "Couldn't find Order with 'id'=123", "Couldn't find Order with 'id'=98765"],
    ['Django', "Field 'id' expected a number but got 'abc'.", "Field 'id' expected a number but got '1,2'."],
    [
      'Hikari',
      'HikariPool-1 - timed out after 30000ms (total=10, idle=0)',
      'HikariPool-2 - timed out after 30012ms (total=20, idle=17)'
    ],
    ['Hadoop', 'Task attempt_1412012_0001_m_000003_0 failed', 'Task attempt_201508_0042_m_000011_1 failed'],
    [
      'Python',
      "invalid literal for int() with base 10: 'foo'",
      "invalid literal for int() with base 10: '3.5'"
    ],
    ['SQL', "WHERE name = 'bob' AND id IN (1, 2, 3) LIMIT 10", "WHERE name = 'alice' AND id IN (7) LIMIT 50"],
    ['SQL rows', "INSERT INTO t (a, b) VALUES ('x', 1), ('y', 2)", "INSERT INTO t (a, b) VALUES ('zed', 9)"],
    [
      'JSON',
      'bad: {"items":[{"sku":"a1","qty":2},{"sku":"b2","qty":1}]}',
      'bad: {"items":[{"sku":"zz9","qty":7}]}'
    ],
    [
      'sshd',
      'Failed password for invalid user admin from 10.0.0.1 port 22',
      'Failed password for invalid user oracle from 1.2.3.4 port 99'
    ],
    ['one and many', 'Deleted 1 entry', 'Deleted 12 entries'],
    ['Chinese', '订单12345失败', '订单9失败'],
    ['Russian', 'Заказ «Привет мир» не найден', 'Заказ «другой раз» не найден'],
    ['Arabic digits', 'الطلب ١٢٣ غير موجود', 'الطلب ٤ غير موجود']
  ])('%s', (_, one, other) => {
    expect(normaliseMessage(one)).toBe(normaliseMessage(other))
    expect(normaliseMessage(one)).not.toBe(one)
  })
})
