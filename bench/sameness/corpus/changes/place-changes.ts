import { between, hexDigits, letters } from '../random.js'
import { editPart, editText, familyOf, ifChanged, libraryFrames, ownFrames, type Change } from './edit.js'

/** Deploy folders of the traces. */
const root =
  /(?:\/usr\/src\/app|\/srv\/trams|\/build\/ferry|\/build|\/var\/www\/html|\/Users\/mae\/swimclub|(?<=[«" ])\/app|(?<=« ?)\/src)\/(?=[\w.])/g

const windowsFamilies = ['javascript', 'python', 'ruby', 'php', 'c#', 'go']

/** Changes of where the code lies: another build or machine, the same bug. */
export const placeChanges: readonly Change[] = [
  {
    name: 'lines moved',
    same: true,
    apply: (trace, random) => {
      const by = between(random, 1, 60)
      return ifChanged(
        trace,
        editPart(trace, ownFrames, 'line', (line) => (line === '0' ? line : String(Number(line) + by)))
      )
    }
  },
  {
    name: 'columns moved',
    same: true,
    apply: (trace, random) => {
      const by = between(random, 1, 40)
      return ifChanged(
        trace,
        editPart(trace, ownFrames, 'column', (column) => String(Number(column) + by))
      )
    }
  },
  {
    name: 'other deploy folder',
    same: true,
    apply: (trace, random) => {
      const folder = `/home/deploy/releases/2026${letters(random, 10, '0123456789')}/`
      return ifChanged(
        trace,
        editText(trace, (text) => text.replace(root, folder))
      )
    }
  },
  {
    name: 'Windows paths',
    same: true,
    apply: (trace) => {
      if (!windowsFamilies.includes(familyOf(trace))) return undefined
      const moved = editPart(trace, ownFrames, 'file', (file) => {
        if (!file.startsWith('/')) return file
        const path = file.replace(
          /^\/(?:usr\/src\/app|srv\/trams|build|var\/www\/html|app|src)\//,
          'D:/apps/live/'
        )
        return familyOf(trace) === 'go' ? path : path.replaceAll('/', '\\')
      })
      return ifChanged(trace, moved)
    }
  },
  {
    name: 'other host of the bundle',
    same: true,
    apply: (trace) =>
      ifChanged(
        trace,
        editPart(trace, ownFrames, 'file', (file) =>
          file.replace(/^https?:\/\/[^/]+\//, 'https://static-2.edge.example/')
        )
      )
  },
  {
    name: 'other bundle hash',
    same: true,
    apply: (trace, random) =>
      ifChanged(
        trace,
        editPart(trace, ownFrames, 'file', (file) =>
          file.replace(
            /([.-])(?=[\w]*\d)[\w]{8,10}(?=\.(?:min\.|chunk\.)?js)/,
            `$1${letters(random, 7, hexDigits)}4`
          )
        )
      )
  },
  {
    name: 'query added to the script',
    same: true,
    apply: (trace) =>
      trace.language.startsWith('javascript')
        ? ifChanged(
            trace,
            editPart(trace, ownFrames, 'file', (file) =>
              /^https?:[^?]*\.js$/.test(file) ? `${file}?v=8842.3` : file.replace(/\?v=\d+$/, '?v=90017')
            )
          )
        : undefined
  },
  {
    name: 'other version of the libraries',
    same: true,
    apply: (trace, random) => {
      const by = between(random, 1, 30)
      const moved = editPart(trace, libraryFrames, 'line', (line) =>
        line === '0' ? line : String(Number(line) + by)
      )
      const named = editPart(moved, libraryFrames, 'file', (file) =>
        file
          .replace(/(?<=[-@]v?\d{1,3}\.)\d{1,3}(?=\.\d)/, (minor) => String(Number(minor) + 1))
          .replace(/(?<=\/rustc\/)[0-9a-f]{40}/, letters(random, 40, hexDigits))
          .replace(/(?<=\/python3\.)\d+/, '12')
      )
      return ifChanged(trace, named)
    }
  }
]
