import type { StackFrame, StackLanguage } from './stack-trace.js'

/**
 * What names a frame across deploys and services: function and file, without what compilers, bundlers and engines add to
 * them. `undefined` where nothing is left: such a frame says nothing of the bug.
 */
export function frameIdentity(
  language: StackLanguage,
  frame: Pick<StackFrame, 'function' | 'file'>
): string | undefined {
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
  go: [
    // Closures are numbered in the order of the source.
    { strip: /(?:\.func\d{1,6}|\.\d{1,6}|-range\d{1,6}|\.gowrap\d{1,6}){1,20}$/, by: '.func' },
    { strip: /\[[^\]]{0,500}\]/g, by: '' },
    { strip: /-fm$/, by: '' },
    { strip: /^created by /, by: '' },
    { strip: / in goroutine \d{1,19}$/, by: '' }
  ],
  ruby: [
    { strip: /^(?:(?:block|rescue|ensure)(?: \(\d{1,4} levels\))? in )+/, by: '' },
    // Compiled templates: `_app_views_cart_show_html_erb__1234_5678`.
    { strip: /_{1,4}\d{1,20}_\d{1,20}$/, by: '' },
    // Ruby 3.4 prints the class too; the file tells it anyway.
    { strip: /^(?:[A-Z][\w:]{0,300})[#.](?=[^#.]{1,200}$)/, by: '' }
  ],
  php: [
    { strip: /\{closure(?::[^}]{0,500})?\}/g, by: '{closure}' },
    { strip: /class@anonymous[^:>-]{0,500}/g, by: 'class@anonymous' }
  ],
  dotnet: [
    // Mono's names of the same.
    { strip: /<(\w{0,200})>c__\w{1,40}(?:\.<\w{0,200}>m__\w{1,9})?/, by: '$1' },
    // State machines, lambdas and local functions carry the method's name in their own.
    {
      strip: /(?:<>c(?:__DisplayClass[\d_]{1,20})?\.)?<(\w{1,200})>[bdg]__[\w|]{1,200}(?:\.MoveNext)?/,
      by: '$1'
    },
    { strip: /\.<>c(?:__DisplayClass[\d_]{1,20})?(?=\.|$)/, by: '' },
    { strip: /`\d{1,3}|\[[^\]]{0,500}\]/g, by: '' },
    { strip: /\+/g, by: '.' },
    { strip: /^async (?:[\w<>[\]., ]{1,200} )?/, by: '' }
  ],
  rust: [
    { strip: /::h[0-9a-f]{16}$/, by: '' },
    {
      strip: /\{\{?(?:closure|async_fn|async_block|async_closure)(?:#\d{1,6}|_env#\d{1,6})?\}\}?/g,
      by: '{closure}'
    }
  ],
  elixir: [
    { strip: /^anonymous fn\/\d{1,3} in /, by: '' },
    { strip: /-?(?:fun-\d{1,4}|anonymous fn|inlined-\d{1,4})-?/g, by: '' },
    // Arguments stand in place of the number of them where the call itself did not fit.
    { strip: /\(.{0,1000}\)$/, by: '' },
    { strip: /\/\d{1,3}-?$/, by: '' }
  ],
  apple: [
    { strip: /^__\d{1,4}(?=[-+]\[)|_block_invoke(?:[._]?\d{1,4})*$/g, by: '' },
    { strip: /closure #\d{1,4} /g, by: 'closure ' },
    {
      strip:
        /^(?:@objc |(?:partial apply|protocol witness|reabstraction thunk helper|specialized|merged|implicit closure #\d{1,4} in|thunk) (?:for )?)+/,
      by: ''
    },
    { strip: / \+ \d{1,10}$/, by: '' }
  ],
  unknown: []
}

function plainFunction(language: StackLanguage, name: string): string {
  return namesOf[language].reduce((text, rule) => text.replace(rule.strip, rule.by), name).trim()
}

const buildHash = /[.~_-](?=[0-9a-zA-Z]{0,40}\d)[0-9a-zA-Z]{8,40}(?=\.)|[.~-][0-9a-f]{6,40}(?=\.)/g

/** Places within a module or notebook that move with every build or run: `:wasm-function[12]:0x5aeb`, `In[3]`. */
const placeInside =
  /:?wasm-function\[[^\]]{1,300}\](?::0x[0-9a-f]{1,16})?$|(?<=^Cell )In ?\[\d{1,6}\]$|(?<=^<ipython-input-)[\w-]{1,60}(?=>$)/

/** The file's name without folders: the folders change with the deploy, and with where the service was built. */
function plainFile(file: string): string {
  const path = (file.split('?')[0] ?? '').replace(placeInside, '').replaceAll('\\', '/')
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name
    .replace(buildHash, '')
    .replace(/ [0-9a-f]{8,40}$/, '')
    .replace(/^vm\d{1,9}(?=\.|$)/i, 'vm')
}
