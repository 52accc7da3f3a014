import * as check from './national-checks.js'
import type { NumberRule } from './numbers.js'

/**
 * Numbers of people, by how many digits (`9`) and capital letters (`A`) they are written with. `words`: the shape is too
 * common, and one of these has to stand before it; without, shape and check digits are enough.
 */
export const nationalNumbers: readonly NumberRule[] = [
  // https://www.ssa.gov/employer/randomization.html
  { kind: 'us-ssn', shapes: ['999-99-9999'], accept: check.isSsn },
  {
    kind: 'us-ssn',
    shapes: ['999999999', '999 99 9999'],
    words: /ssn|social[ _-]?security/i,
    accept: check.isSsn
  },
  // https://www.irs.gov/irm/part3/irm_03-021-263r
  { kind: 'us-itin', shapes: ['999-99-9999'], accept: check.isItin },
  { kind: 'us-itin', shapes: ['999999999'], words: /itin|taxpayer/i, accept: check.isItin },
  // https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf
  {
    kind: 'us-medicare',
    shapes: ['9AA9-AA9-AA99', '9A99-AA9-AA99', '9AA9-A99-AA99', '9A99-A99-AA99', '9AA9AA9AA99'],
    accept: (digits) => !/[SLOIBZ]/.test(digits)
  },
  // https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
  {
    kind: 'uk-nino',
    shapes: ['AA999999A', 'AA 99 99 99 A', 'AA 999999 A'],
    accept: (digits) => /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(digits)
  },
  // https://www.datadictionary.nhs.uk/attributes/nhs_number.html
  { kind: 'nhs-number', shapes: ['999 999 9999', '999-999-9999'], accept: check.isNhsNumber },
  { kind: 'nhs-number', shapes: ['9999999999'], words: /nhs|patient|health/i, accept: check.isNhsNumber },
  // https://www.zfa.deutsche-rentenversicherung-bund.de/de/Inhalt/public/4_ID/47_Pruefziffernberechnung/001_Pruefziffernberechnung.pdf
  { kind: 'de-steuer-id', shapes: ['99 999 999 999'], accept: check.isSteuerId },
  {
    kind: 'de-steuer-id',
    shapes: ['99999999999', '99/999/99999'],
    words: /steuer|tax|idnr|\btin\b/i,
    accept: check.isSteuerId
  },
  // https://www.gkv-datenaustausch.de/media/dokumente/arbeitgeber/krankenversichertennummer
  {
    kind: 'de-health-number',
    shapes: ['A999999999'],
    words: /kvnr|versichert|insurance|health|patient/i,
    accept: check.isKvnr
  },
  // https://www.insee.fr/fr/metadonnees/definition/c1409
  {
    kind: 'fr-nir',
    shapes: ['999999999999999', '9 99 99 99 999 999 99', '9 99 99 99 999 999 99', '9999999999999 99'],
    accept: check.isNir
  },
  // https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/
  { kind: 'es-dni', shapes: ['99999999A', '99999999-A', 'A9999999A', 'A-9999999-A'], accept: check.isDni },
  // https://www.agenziaentrate.gov.it/portale/codice-fiscale
  { kind: 'it-codice-fiscale', shapes: ['AAAAAA99A99A999A'], accept: check.isCodiceFiscale },
  // https://www.rvig.nl/bsn
  {
    kind: 'nl-bsn',
    shapes: ['999999999', '9999.99.999', '9999 99 999'],
    words: /bsn|burgerservice|sofi/i,
    accept: check.isBsn
  },
  // https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html
  { kind: 'se-personnummer', shapes: ['999999-9999', '99999999-9999'], accept: check.isPersonnummer },
  {
    kind: 'se-personnummer',
    shapes: ['9999999999', '999999999999', '99999999-9999'],
    words: /person|samordning/i,
    accept: check.isRecentPersonnummer
  },
  // https://www.gov.pl/web/gov/czym-jest-numer-pesel
  { kind: 'pl-pesel', shapes: ['99999999999'], words: /pesel/i, accept: check.isPesel },
  // https://www.ibz.rrn.fgov.be/
  { kind: 'be-national-number', shapes: ['99.99.99-999.99'], accept: check.isBelgian },
  {
    kind: 'be-national-number',
    shapes: ['99999999999'],
    words: /rijksregister|registre|\bi?nsz\b|\bniss\b/i,
    accept: check.isBelgian
  },
  // https://www.canada.ca/en/employment-social-development/services/sin.html
  { kind: 'ca-sin', shapes: ['999-999-999'], accept: check.isLuhn },
  {
    kind: 'ca-sin',
    shapes: ['999999999', '999 999 999'],
    words: /\bsin\b|social[ _-]?insurance/i,
    accept: check.isLuhn
  },
  // https://www.ato.gov.au/individuals-and-families/tax-file-number
  {
    kind: 'au-tfn',
    shapes: ['999999999', '999 999 999', '99999999'],
    words: /tfn|tax[ _-]?file/i,
    accept: check.isTfn
  },
  // https://meteor.aihw.gov.au/content/270101
  { kind: 'au-medicare', shapes: ['9999 99999 9', '9999-99999-9'], accept: check.isMedicare },
  { kind: 'au-medicare', shapes: ['9999999999'], words: /medicare/i, accept: check.isMedicare },
  // https://www.gov.br/receitafederal/pt-br/assuntos/cadastro/cpf
  { kind: 'br-cpf', shapes: ['999.999.999-99'], accept: check.isCpf },
  { kind: 'br-cpf', shapes: ['99999999999'], words: /cpf/i, accept: check.isCpf },
  { kind: 'br-cnpj', shapes: ['99.999.999/9999-99'], accept: check.isCnpj },
  { kind: 'br-cnpj', shapes: ['99999999999999'], words: /cnpj/i, accept: check.isCnpj },
  // https://uidai.gov.in/
  { kind: 'in-aadhaar', shapes: ['9999 9999 9999', '9999-9999-9999'], accept: check.isAadhaar },
  { kind: 'in-aadhaar', shapes: ['999999999999'], words: /aadhaa?r|uidai/i, accept: check.isAadhaar },
  // https://incometaxindia.gov.in/
  { kind: 'in-pan', shapes: ['AAAAA9999A'], accept: (digits) => /^...[ABCFGHLJPT]/.test(digits) },
  // https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html
  { kind: 'ch-ahv', shapes: ['999.9999.9999.99', '9999999999999'], accept: check.isAhv },
  // https://dvv.fi/en/personal-identity-code
  {
    kind: 'fi-hetu',
    shapes: ['999999-9999', '999999-999A', '999999+9999', '999999+999A', '999999A9999', '999999A999A'],
    accept: check.isHetu
  },
  // https://www.skatteetaten.no/en/person/national-registry/identitetsnummer/
  { kind: 'no-fodselsnummer', shapes: ['99999999999', '999999 99999'], accept: check.isFodselsnummer },
  // https://cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret
  {
    kind: 'dk-cpr',
    shapes: ['999999-9999', '9999999999'],
    words: /\bcpr|personnummer/i,
    accept: check.startsWithDate
  },
  // GB 11643-1999
  {
    kind: 'cn-resident-number',
    shapes: ['999999999999999999', '99999999999999999A'],
    accept: check.isChinese
  },
  // https://www.ica.gov.sg/
  { kind: 'sg-nric', shapes: ['A9999999A'], accept: check.isNric },
  // https://www.nvi.gov.tr/
  { kind: 'tr-kimlik', shapes: ['99999999999'], words: /kimlik|tckn|t\.?c\.? ?no/i, accept: check.isKimlik },
  // Jumin number of South Korea.
  {
    kind: 'kr-rrn',
    shapes: ['999999-9999999'],
    accept: (digits) => /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-8]/.test(digits)
  }
]
