/** How the value of a sensitive key is written, and so where it ends. */
export type ValueShape =
  /** One word or one quoted string, whatever it says. */
  | 'secret'
  /** The same, but only what looks like a token: text such as "Unexpected token: end of file" is common. */
  | 'token'
  /** A whole header: a scheme and credentials, or cookies. */
  | 'header'
  /** Digits with separators. */
  | 'digits'
  /** Digits and capital letters with separators. */
  | 'number'
  /** Street and house number, and what follows. */
  | 'address'
  /** Under a key as wide as `address`: only what is written like the address of a house. */
  | 'address-like'
  | 'email'
  /** A person's name or account: ids that say nothing by themselves stay. */
  | 'name'
  /** Under a key as wide as `name`: only what is written like the name of a person. */
  | 'name-like'

/** What a key says about its value. */
export interface SensitiveKey {
  /** Kind that the replacement names. */
  readonly kind: string
  readonly shape: ValueShape
}

interface KeyRule extends SensitiveKey {
  /** How the key ends, in lower case and without separators: `clientSecret`, `CLIENT_SECRET` and `x-client-secret` alike. */
  readonly endings?: readonly string[]
  /** The key's last word as a whole: what is too short to be an ending (`spin` is not a PIN). */
  readonly words?: readonly string[]
}

const keyRules: readonly KeyRule[] = [
  {
    kind: 'password',
    shape: 'secret',
    endings: [
      'password',
      'passwd',
      'passwort',
      'passphrase',
      'passcode',
      'pwd',
      'passwordhash',
      'passwordconfirmation'
    ],
    words: ['pass', 'pw', 'pin', 'otp', 'totp', 'contraseña', 'senha']
  },
  {
    kind: 'secret',
    shape: 'secret',
    endings: [
      'secret',
      'secrets',
      'secretkey',
      'signingkey',
      'encryptionkey',
      'privatekey',
      'masterkey',
      'adminkey',
      'storagekey',
      'privatekeyid',
      'connectionstring'
    ]
  },
  {
    kind: 'api-key',
    shape: 'secret',
    endings: [
      'apikey',
      'appkey',
      'applicationkey',
      'accesskey',
      'accesskeyid',
      'accountkey',
      'subscriptionkey',
      'licensekey'
    ]
  },
  { kind: 'credential', shape: 'token', endings: ['credential', 'credentials'], words: ['auth'] },
  {
    kind: 'token',
    shape: 'token',
    endings: ['token', 'csrf', 'xsrf', 'amzsignature', 'googsignature', 'hubsignature256']
  },
  { kind: 'token', shape: 'token', words: ['jwt', 'bearer'] },
  { kind: 'session', shape: 'token', endings: ['sessionid', 'sessid', 'sessionkey', 'connectsid'] },
  { kind: 'authorization', shape: 'header', endings: ['authorization'] },
  { kind: 'cookie', shape: 'header', endings: ['cookie', 'cookies'] },
  { kind: 'card-code', shape: 'digits', words: ['cvv', 'cvv2', 'cvc', 'cvc2'] },
  { kind: 'email', shape: 'email', endings: ['email', 'emailaddress', 'mailaddress'] },
  {
    kind: 'phone',
    shape: 'digits',
    endings: ['phone', 'phonenumber', 'telephone', 'mobilenumber', 'msisdn', 'faxnumber'],
    words: ['tel', 'mobile', 'fax']
  },
  { kind: 'us-ssn', shape: 'digits', endings: ['socialsecuritynumber', 'socialsecurity'], words: ['ssn'] },
  { kind: 'nhs-number', shape: 'digits', endings: ['nhsnumber', 'nhsno'], words: ['nhs'] },
  { kind: 'payment-card', shape: 'digits', endings: ['cardnumber', 'cardno', 'creditcard', 'debitcard'] },
  { kind: 'iban', shape: 'secret', words: ['iban'] },
  { kind: 'birth-date', shape: 'digits', endings: ['dateofbirth', 'birthdate', 'birthday'], words: ['dob'] },
  {
    kind: 'name',
    shape: 'name',
    endings: [
      'firstname',
      'lastname',
      'surname',
      'fullname',
      'givenname',
      'familyname',
      'middlename',
      'customername'
    ],
    words: ['user', 'login']
  },
  {
    kind: 'name',
    shape: 'name',
    endings: [
      'username',
      'cardholder',
      'cardholdername',
      'accountholder',
      'maidenname',
      'patientname',
      'contactname'
    ]
  },
  {
    kind: 'name',
    shape: 'name-like',
    endings: [
      'clientname',
      'employeename',
      'membername',
      'recipientname',
      'ownername',
      'holdername',
      'displayname'
    ],
    words: [
      'patient',
      'customer',
      'employee',
      'recipient',
      'applicant',
      'vorname',
      'nachname',
      'nom',
      'prénom',
      'nombre',
      'apellido'
    ]
  },
  {
    kind: 'street-address',
    shape: 'address',
    endings: [
      'streetaddress',
      'postaladdress',
      'homeaddress',
      'shippingaddress',
      'billingaddress',
      'deliveryaddress',
      'addressline',
      'addressline1',
      'addressline2'
    ],
    words: ['street', 'strasse', 'straße']
  },
  { kind: 'street-address', shape: 'address-like', words: ['address', 'addr', 'adresse'] },
  {
    kind: 'postcode',
    shape: 'number',
    endings: ['postcode', 'postalcode', 'zipcode', 'postleitzahl'],
    words: ['zip', 'plz']
  },
  {
    kind: 'national-number',
    shape: 'number',
    endings: [
      'nationalid',
      'nationalidnumber',
      'taxid',
      'taxpayerid',
      'steuerid',
      'taxfilenumber',
      'nationalinsurancenumber',
      'personnummer',
      'codicefiscale',
      'medicarenumber',
      'burgerservicenummer'
    ],
    words: [
      'nino',
      'itin',
      'bsn',
      'pesel',
      'cpf',
      'cnpj',
      'dni',
      'aadhaar',
      'aadhar',
      'hetu',
      'kvnr',
      'nric',
      'tfn'
    ]
  },
  { kind: 'passport', shape: 'number', endings: ['passportnumber', 'passportno'], words: ['passport'] },
  {
    kind: 'bank-account',
    shape: 'number',
    endings: ['accountnumber', 'bankaccount', 'accountno', 'routingnumber', 'sortcode', 'kontonummer']
  }
]

/** Kinds that keys can give. */
export const keyKinds: readonly string[] = [...new Set(keyRules.map((rule) => rule.kind))]

const byWord = new Map(keyRules.flatMap((rule) => (rule.words ?? []).map((word) => [word, rule] as const)))
const byEnding = new Map(
  keyRules.flatMap((rule) => (rule.endings ?? []).map((ending) => [ending, rule] as const))
)
const ENDING = new RegExp(`(?:${[...byEnding.keys()].sort((a, b) => b.length - a.length).join('|')})$`)
const MAX_KEY_CHARS = 64

/** What the value under a key has to be taken for, by the key alone; `undefined` for a key that says nothing. */
export function classifyKey(key: string): SensitiveKey | undefined {
  const name = key.slice(-MAX_KEY_CHARS)
  const words = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  if (words === null) return undefined
  const joined = words.join('')
  if (joined === 'name' || joined === 'xname') return { kind: 'name', shape: 'name-like' }
  const ending = ENDING.exec(joined)?.[0]
  return byWord.get(words.at(-1) ?? '') ?? (ending === undefined ? undefined : byEnding.get(ending))
}
