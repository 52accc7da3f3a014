import { describe, expect, it } from '@jest/globals'
import { normaliseMessage } from '../../../../src/flow/issue/normalise.js'

describe('addresses', () => {
  it.each([
    ['an IP address and its port', 'connect ECONNREFUSED 10.1.2.3:5432', 'connect ECONNREFUSED <host>'],
    ['a network', 'outside of 10.0.0.0/8', 'outside of <host>'],
    ['of Java', 'tried: /10.0.0.1:9042 (timeout)', 'tried: <host> (timeout)'],
    ['of Java with name', 'to zk1/10.0.0.1:2181, closed', 'to <host>, closed'],
    ['version 6', 'no route to fe80::1ff:fe23:4567:890a', 'no route to <host>'],
    ['version 6 in brackets', 'dial tcp [::1]:80: connect: refused', 'dial tcp <host>: connect: refused'],
    ['version 6 with port', 'address already in use :::3000', 'address already in use <host>'],
    ['a name', 'getaddrinfo ENOTFOUND db-7.eu-west-1.acme.internal', 'getaddrinfo ENOTFOUND <host>'],
    ['a name with port', 'www.acme.com:443 closed', '<host> closed'],
    ['a short name with port', 'connect to redis-master:6379', 'connect to <host>'],
    ['a name made of the address', 'lost ip-10-0-0-1.ec2.internal', 'lost <host>'],
    ['name and address', 'from mail.acme.com (10.0.0.1)', 'from <host>'],
    ['hardware', 'lost 00:1A:2B:3C:4D:5E', 'lost <host>'],
    ['the fingerprint of a key', 'key 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff', 'key <hex>'],
    ['an email address', 'no user jo.doe+shop@mail.acme.test', 'no user <email>'],
    ['a message id', 'lost <2006.x9@mail>', 'lost <email>'],
    [
      'a URL keeps its route',
      'GET https://api.acme.test/v2/orders/98231/lines?page=7 failed',
      'GET <url>/v2/orders/<num>/lines failed'
    ],
    ['a URL at the end', 'see https://acme.test/help.', 'see <url>/help.'],
    ['a title in a URL', 'no https://acme.test/blog/how-to-cook-good-pasta', 'no <url>/blog/<id>'],
    ['a name of C++', 'std::bad_alloc', 'std::bad_alloc'],
    ['a key of a configuration', 'mapred.job.id is deprecated', 'mapred.job.id is deprecated'],
    ['a property', 'this.cart.info is undefined', 'this.cart.info is undefined'],
    ['a package', 'com.acme.shop.app', 'com.acme.shop.app'],
    ['a line', 'failed at line:12', 'failed at line:<num>'],
    ['a short name made of the address', 'lost ip-10-0-0-1 now', 'lost <host> now'],
    ['a name in brackets', 'my host name (cart) is unknown', 'my host name (<host>) is unknown']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })
})
