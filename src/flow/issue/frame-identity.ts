import type { StackFrame, StackLanguage } from './stack-trace.js'

/**
 * What names a frame across deploys and services: function and file, without what compilers, bundlers and engines add to
 * them. `undefined` where nothing is left: such a frame says nothing of the bug.
 */
export function frameIdentity(language: StackLanguage, frame: StackFrame): string | undefined {
  const name = plainFunction(language, frame.function ?? '')
  if (language === 'java') return name === '' ? undefined : name
  const file = plainFile(frame.file ?? '')
  return name === '' && file === '' ? undefined : `${file}#${name}`
}

interface NameRule {
  readonly strip: RegExp
  readonly by: string
}

const namesOf: Readonly<Record<StackLanguage, readonly NameRule[]>> = {
  javascript: [
    { strip: / \[as [^\]]{1,200}\]$/, by: '' },
    { strip: /^(?:async|new|get|set) /, by: '' },
    // V8 names the receiver, which depends on how the function was called.
    { strip: /^(?:Object|Module|Function|global|Window|exports|module|null|undefined|_this|self)\./, by: '' },
    { strip: /\$\d{1,6}(?=$|\.)/, by: '' },
    { strip: /(?:\/?<)+$/, by: '' },
    // Firefox names what started an asynchronous call: `EventListener.handleEvent*onClick`.
    { strip: /^[\w.]{1,80}\*/, by: '' },
    { strip: /<anonymous>|\(anonymous function\)|^(?:anonymous|\?|eval code|global code)$/, by: '' }
  ],
  python: [{ strip: /<(?:lambda|listcomp|genexpr|dictcomp|setcomp)>/, by: '<fn>' }],
  java: [
    { strip: /\$\$Lambda[$/\w]{0,80}(?=\.)/, by: '' },
    { strip: /\$\$(?:EnhancerBy|FastClassBy|SpringCGLIB)[$\w]{0,120}(?=\.)/, by: '' },
    { strip: /lambda\$([\w$]{1,100}?)\$\d{1,6}$/, by: '$1' },
    { strip: /(?:\$\d{1,6}){1,10}(?=[.$]|$)/g, by: '' },
    { strip: /access\$\d{1,6}$/, by: 'access' }
  ],
  dart: [
    { strip: /(?:\.?<(?:anonymous closure|fn|async)>){1,20}/g, by: '' },
    { strip: /^new /, by: '' },
    { strip: /\.\(anonymous function\)/g, by: '' }
  ],
  go: [],
  ruby: [],
  php: [],
  dotnet: [],
  rust: [],
  elixir: [],
  apple: [],
  unknown: []
}

function plainFunction(language: StackLanguage, name: string): string {
  return namesOf[language].reduce((text, rule) => text.replace(rule.strip, rule.by), name).trim()
}

const buildHash = /[.~_-](?=[0-9a-zA-Z]{0,40}\d)[0-9a-zA-Z]{8,40}(?=\.)|[.~-][0-9a-f]{6,40}(?=\.)/g

/** The file's name without folders: the folders change with the deploy, and with where the service was built. */
function plainFile(file: string): string {
  const path = (file.split('?')[0] ?? '').replaceAll('\\', '/')
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.replace(buildHash, '').replace(/^vm\d{1,9}(?=\.|$)/i, 'vm')
}
