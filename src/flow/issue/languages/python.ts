import type { LanguageReader, ReadError } from './reader.js'
import { noHead, reportedFirst } from './reader.js'
import { pythonHead, readPythonSections, type PythonSection } from './python-sections.js'
import { readPytest } from './python-pytest.js'

/**
 * Python: `File "x.py", line 1, in f`, the outermost call first; also as IPython, Rich, Loguru, faulthandler and pytest print it.
 * Chained exceptions are printed before the one they led to, the members of an exception group after it. A trace that is not
 * chained to the first one is not known to have to do with it: it counts as of another thread.
 * https://docs.python.org/3/library/traceback.html
 */
export const pythonReader: LanguageReader = { language: 'python', read: readPython }

/** A chain of errors as printed, the reported one last, and the members of the group that it may be. */
interface Group {
  readonly chain: PythonSection[]
  readonly members: PythonSection[]
}

function readPython(lines: readonly string[]): readonly ReadError[] {
  const groups = groupSections(readPythonSections(lines))
  // faulthandler prints the other threads as well, and not always after the failing one.
  const reported = groups.find(({ chain }) => !chain.some((section) => section.isOtherThread)) ?? groups[0]
  if (reported === undefined) return readPytest(lines)
  return reportedFirst(groups.flatMap((group) => errorsOf(group, group === reported)))
}

function groupSections(sections: readonly PythonSection[]): readonly Group[] {
  const groups: Group[] = []
  let isChained = false
  for (const section of sections) {
    const group = groups[groups.length - 1]
    if (group !== undefined && section.isMember) group.members.push(section)
    else if (group !== undefined && isChained) group.chain.push(section)
    else groups.push({ chain: [section], members: [] })
    isChained = section.isCause
  }
  return groups
}

function errorsOf(group: Group, isReported: boolean): readonly ReadError[] {
  const chain = [...group.chain].reverse()
  return [...chain, ...group.members].map((section, position): ReadError => {
    const related = position < chain.length ? (position === 0 ? 'reported' : 'cause') : 'member'
    const frames = section.isNewestFirst ? section.frames : [...section.frames].reverse()
    // One line above all threads says why they were printed.
    const head = isReported || !section.isNewestFirst ? pythonHead(section) : noHead
    return { relation: isReported ? related : 'thread', ...head, frames }
  })
}
