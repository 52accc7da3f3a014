import { passesLuhn, passesMod97 } from '../../src/text/rules/checksums.js'

/** Something that nobody outside may see; it was never anyone's. */
export interface Datum {
  /** As it stands in a text. */
  readonly text: string
  /** The part that is found in no other datum: where it turns up, this datum leaked, whole or cut. */
  readonly core: string
}

type Maker = (serial: number) => Datum

// Put together here, so that no scanner of repositories takes them for real.
const FILL = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0'

// A number at the start of a credential, of which a message's template leaves the rest.
const HEAD = 'k300'

/** Eight characters that stand in no other text; without digits, which the template of a message leaves out. */
function coreOf(serial: number): string {
  return `zq${letters(serial)}wx`
}

/** A credential of a fixed length, with what tells it apart at its start: half of it is recognised as well. */
function token(prefix: string, length: number): Maker {
  return (serial) => {
    const core = coreOf(serial)
    return { text: prefix + (HEAD + core + FILL).slice(0, length), core }
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function letters(serial: number): string {
  return [...serial.toString(26).padStart(4, '0')]
    .map((digit) => String.fromCharCode(97 + parseInt(digit, 26)))
    .join('')
}

function withCheckDigit(digits: string): string {
  const complete = [...'0123456789'].map((digit) => digits + digit).find(passesLuhn)
  if (complete === undefined) throw new Error(`no check digit makes a card of ${digits}`)
  return complete
}

function ibanOf(account: string): string {
  for (let check = 2; check < 99; check += 1) {
    const iban = `DE${String(check).padStart(2, '0')}${account}`
    if (passesMod97(iban)) return iban
  }
  throw new Error(`no check digits make an IBAN of ${account}`)
}

/** Every kind that is planted. */
export const privateData = {
  'AWS access key': (serial) => {
    const core = coreOf(serial).toUpperCase()
    return { text: `AKIA${core}QWERTY27`, core }
  },
  'AWS secret key': (serial) => {
    const core = coreOf(serial)
    return { text: `aws_secret_access_key=${HEAD}${core}/K7MDENG/bPxRfiCYzEXAMPLEKE`, core }
  },
  'GitHub token': token('ghp_', 36),
  'GitLab token': token('glpat-', 20),
  'Slack token': token(`xoxb-${'123456789012'}-${'1234567890123'}-`, 24),
  'Stripe key': token('sk_live_', 24),
  'Google key': token('AIza', 35),
  'Anthropic key': token('sk-ant-api03-', 40),
  'OpenAI key': token('sk-proj-', 40),
  'npm token': token('npm_', 36),
  'SendGrid key': (serial) => {
    const core = coreOf(serial)
    return { text: `SG.${(HEAD + core + FILL).slice(0, 22)}.${FILL}abc`, core }
  },
  'JSON web token': (serial) => {
    const core = base64(JSON.stringify({ sub: coreOf(serial) })).replaceAll('=', '')
    return { text: `eyJhbGciOiJIUzI1NiJ9.${core}.${FILL}`, core }
  },
  'private key': (serial) => {
    const core = coreOf(serial)
    const line = (text: string): string => (text + FILL + FILL).slice(0, 64)
    const [start, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA PRIVATE KEY-----`)
    return { text: `${start}\n${line(`MIIEow${core}`)}\n${line('x')}\n${end}`, core }
  },
  'URL with a password': (serial) => {
    const core = coreOf(serial)
    return { text: `https://svc:${core}@db.internal.example/orders`, core }
  },
  'connection string': (serial) => {
    const core = coreOf(serial)
    return { text: `postgres://shop:${core}@10.9.8.7:5432/shop`, core }
  },
  'query string': (serial) => {
    const core = coreOf(serial)
    return { text: `https://api.example.com/v1/me?access_token=${core}&page=2`, core }
  },
  password: (serial) => ({ text: `password=${coreOf(serial)}`, core: coreOf(serial) }),
  'JSON password': (serial) => ({ text: `{"password":"${coreOf(serial)}"}`, core: coreOf(serial) }),
  'bearer header': (serial) => {
    const core = coreOf(serial)
    return { text: `Authorization: Bearer ${core}${FILL}`, core }
  },
  'basic header': (serial) => {
    const core = base64(`svc:${coreOf(serial)}`)
    return { text: `Authorization: Basic ${core}`, core: core.replaceAll('=', '') }
  },
  cookie: (serial) => ({ text: `Cookie: sid=${coreOf(serial)}; theme=dark`, core: coreOf(serial) }),
  email: (serial) => ({ text: `${coreOf(serial)}@mail.example.co.uk`, core: coreOf(serial) }),
  phone: (serial) => {
    const core = `151${String(10_000_000 + serial * 37)}`
    return { text: `+49${core}`, core }
  },
  'card number': (serial) => {
    const core = withCheckDigit(`41${String(7_000_000_000_000 + serial * 7919)}`)
    return { text: core, core: core.slice(0, 14) }
  },
  IBAN: (serial) => {
    const iban = ibanOf(String(370_400_440_000_000_000n + BigInt(serial) * 7919n))
    return { text: iban, core: iban.slice(4, 20) }
  },
  'social security number': (serial) => {
    const pair = (value: number): string => String(value).padStart(2, '0')
    const core = `5${pair(1 + (serial % 98))}-${pair(1 + (Math.floor(serial / 98) % 98))}-7${String(serial % 1000).padStart(3, '0')}`
    return { text: core, core }
  },
  'IPv4 address': (serial) => {
    const core = `198.1${String(Math.floor(serial / 100) % 100).padStart(2, '0')}.1${String(serial % 100).padStart(2, '0')}.117`
    return { text: core, core }
  },
  'IPv6 address': (serial) => {
    const core = `2001:db8:${(0xa000 + serial).toString(16)}:7`
    return { text: `${core}::1`, core }
  },
  'name under a key': (serial) => {
    const name = `Zqx${letters(serial)}`
    return { text: `customerName="Erika ${name}"`, core: name }
  }
} as const satisfies Record<string, Maker>

export type DatumKind = keyof typeof privateData

export const datumKinds = Object.keys(privateData).map((kind) => {
  if (!isDatumKind(kind)) throw new Error(`${kind} is no kind`)
  return kind
})

function isDatumKind(kind: string): kind is DatumKind {
  return Object.hasOwn(privateData, kind)
}
