import {
  endsWith,
  letters,
  rank,
  thenAll,
  thenOf,
  wordStarts,
  type MaskRule,
  type Place
} from './mask-rule.js'
import { templateRoute } from './routes.js'

const line = '(?::\\d{1,7}){0,2}'
/** A relative path is told from other words with a slash by the ending alone. */
const sourceEnding =
  '(?:[cm]?[jt]sx?|vue|svelte|json5?|ya?ml|toml|xml|html?|s?css|less|map|py[cw]?|ipynb|rb|erb|go|rs|java|kts?|scala|groovy|gradle|class|[jw]ar|cs|fs|vb|cpp|cc|cxx|c|hpp|h|swift|mm?|php|pl|pm|lua|dart|exs?|erl|sh|bat|ps1|sql|csv|tsv|txt|md|log|conf|cfg|ini|env|lock|pem|crt|key|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|zip|gz|tgz|tar|bz2|so|dll|exe|wasm|parquet|avro|proto|tf|rrd|db|sqlite|bin|dat|tmp|bak)'

/** Files and folders of some machine, and routes. */
export const pathRules: readonly MaskRule[] = [
  {
    name: 'Windows path',
    starts: `${letters}\\`,
    rank: rank.path,
    pattern: new RegExp(
      `(?<![\\w\\\\])(?:[A-Za-z]:[\\\\/]|\\\\{2,4}[?.\\w$-]{1,80}\\\\)(?:[^\\s'"\`<>|*?:;,(){}\\[\\]]+| (?:\\(x86\\)|Files|Settings)(?=[ \\\\]))*${line}`,
      'y'
    ),
    opening: { atMost: 1, then: thenOf('letters', ':') },
    replace: withoutTrailing(() => '<path>')
  },
  {
    name: 'path',
    starts: '/~',
    rank: rank.path,
    pattern: new RegExp(
      `(?<![\\w.>:/*)\\]}-])~?/[\\w.@%+~*$=&-]+(?:/[\\w.@%+~*$=&:{}-]*){0,40}(?:\\?[\\w.%&=+-]{0,400})?${line}`,
      'y'
    ),
    replace: withoutTrailing((path, place) =>
      maskPath(
        path,
        endsWith(fileWords, place.before) || fileTrouble.test(place.text.slice(place.end, place.end + 60))
      )
    )
  },
  {
    name: 'relative path',
    starts: `${wordStarts}.@`,
    rank: rank.path,
    pattern: new RegExp(
      `(?<![\\w./@$\\\\-])(?:\\.{0,2}/)?[\\w@.-]{1,80}(?:/[\\w@.$+-]{1,120}){1,30}\\.${sourceEnding}(?![\\w/-]|\\.\\w)${line}`,
      'y'
    ),
    needs: '/.',
    opening: { then: thenAll('./@-') },
    replace: () => '<path>'
  }
]

const fileRoots =
  /^~?\/(?:tmp|var|home|Users|usr|opt|etc|root|app|mnt|srv|data|dev|udev|proc|sys|private|Volumes|builds?|workspace|Library|System|Applications|bin|sbin|lib(?:32|64)?|media|run|code|src|storage|sdcard|task|boot|snap|nfs|scratch|projects|export|github|vercel|layers|lustre|gpfs|efs|cygdrive|nix|hadoop|hdfs|hbase|kafka-logs|work|out|dist|node_modules|vendor|packages)(?:\/|:?$|:)/
/** What Hadoop's jobs write: https://hadoop.apache.org/docs/stable/hadoop-mapreduce-client/ */
const jobOutput = /\/(?:_temporary|_logs|part-[\w-]{1,40})(?:\/|$)/
const fileEnding = /\.[A-Za-z]\w{0,5}(?::\d{1,7}){0,2}$/

const fileWords =
  /(?<=\b(?:files?|dir|directory|folder|program|binary|executable|image|library|socket|volume|mount|disk|device|script|loading|load|open|opening|read|reading|write|writing|chdir|mkdir|rmdir|unlink|rename|stat|lstat|scandir|exec|spawn|cwd|copy|copying|log|dump|core|backup|archive|cp|rm|mv|cd)\b[\s:=('"[]{1,3})$/iy
const fileTrouble =
  /^['")\]]{0,2}(?: failed)?[,:]? (?:invalid or missing program image|no such file|permission denied|is (?:not )?a directory|is not a regular file|not a directory|file exists|read-only file system|no space left|already exists|\(no such file|is not (?:readable|writable|executable))/i

/** A file of some machine is a value; a route of an API is a template. */
export function maskPath(path: string, isFile = false): string {
  if (isFile || path.startsWith('~') || fileRoots.test(path) || jobOutput.test(path) || fileEnding.test(path))
    return '<path>'
  return templateRoute((path.split('?')[0] ?? '').replace(/(?<=[\w}]):\d[\d:]{0,14}$/, ':<num>'))
}

function withoutTrailing(mask: (path: string, place: Place) => string): MaskRule['replace'] {
  return (match, place) => {
    const trailing = /[.:,=&]{1,3}$/.exec(match)?.[0] ?? ''
    return `${mask(match.slice(0, match.length - trailing.length), place)}${trailing}`
  }
}
