import { beforeAll, describe, expect, it } from '@jest/globals'
import { readBillOfMaterials, type BillOfMaterials } from '../../scripts/release/bill-of-materials.js'
import { renderLicenses } from '../../scripts/licenses.js'
import { readText, root } from '../contract/markdown.js'

/** `name version` of every package whose licence is in dist. */
function licensedPackages(): readonly string[] {
  const lines = readText('dist/licenses.txt').split('\n')
  return lines.flatMap((name, index) => {
    const version = /^(\d+\.\d+\.\d+\S*), /.exec(lines[index + 1] ?? '')?.[1]
    return version !== undefined && /^(@[\w.-]+\/)?[\w.-]+$/.test(name) ? [`${name} ${version}`] : []
  })
}

describe('the bill of materials', () => {
  let bill: BillOfMaterials
  beforeAll(() => {
    bill = readBillOfMaterials(root)
  })

  it('is a CycloneDX document about this project', () => {
    const { name, version } = JSON.parse(readText('package.json')) as { name: string; version: string }
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' })
    expect(bill.metadata.component).toMatchObject({ name, version })
  })

  it('lists exactly the packages whose licences are in dist', () => {
    const listed = bill.components.map(({ name, version }) => `${name} ${version}`)
    expect(licensedPackages().length).toBeGreaterThan(50)
    expect([...listed].sort()).toEqual([...licensedPackages()].sort())
  })

  it('says of each where it comes from', () => {
    expect(bill.components.filter(({ purl }) => !purl.startsWith('pkg:npm/'))).toEqual([])
  })
})

describe('the licences in dist', () => {
  it('are those of what is installed, in the same order each time', () => {
    expect(renderLicenses(root)).toBe(readText('dist/licenses.txt'))
  })
})
