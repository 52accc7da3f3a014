import { RE2JS } from 're2js'

/**
 * Compiles a glob of paths: `*` is any run of characters but `/`, `?` one of them, `**` any folders; everything else stands for
 * itself, so that `app/[id]/page.tsx` is that file. It may begin at any folder, because a trace names files below the folder of
 * its deploy (`/app/src/a.ts` for `src/a.ts`); with a leading `/`, at the top alone. One that fits a folder fits all below it. Case does
 * not matter. The names that it meets come from traces of strangers, and RE2 reads them in linear time.
 */
export function compilePathGlob(glob: string): RE2JS {
  const folders = glob.replace(/^(?:\.?\/)+/, '').split('/')
  const below = folders.at(-1) === '' ? folders.slice(0, -1) : folders
  const pattern = below
    .map((folder, index) => {
      const isLast = index === below.length - 1
      if (folder === '**') return isLast ? '.+' : '(?:.*/)?'
      return isLast ? segment(folder) : `${segment(folder)}/`
    })
    .join('')
  return RE2JS.compile(`(?is)^${glob.startsWith('/') ? '' : '(?:.*/)?'}${pattern}(?:/.*)?$`)
}

function segment(text: string): string {
  return text
    .split(/([*?])/)
    .map((part) => (part === '*' ? '[^/]*' : part === '?' ? '[^/]' : RE2JS.quote(part)))
    .join('')
}

/**
 * A file of a trace as a path: `/app/src/a.ts`, `C:\src\a.cs`, `package:shop/a.dart` and `./a.py` lose what stands before their
 * first folder.
 */
export function asPath(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(/^[a-z][a-z\d+.-]*:/i, '')
    .replace(/^(?:\.{0,2}\/)+/, '')
}
