// https://eslint.org/docs/latest/use/configure/
import tseslint from 'typescript-eslint'

const noRunner = ['@actions/core', '@actions/github', '@actions/exec', 'jira.js', '@datadog/*', '@octokit/*']
const pureGlobals = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
  'Buffer',
  'performance',
  'crypto'
]

const shunnedSyntax = [
  { selector: 'TSEnumDeclaration', message: 'Use a union or an object with `as const`.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
  {
    selector: 'ExpressionStatement > LogicalExpression',
    message: 'Write an if: no side effect right of && or ||.'
  }
]

const processState = {
  selector: "MemberExpression[object.name='process'][property.name=/^(env|exit|exitCode)$/]",
  message: 'Only main.ts reads the environment or ends the process.'
}

/** The pure core takes time and chance as arguments. */
const pureProperties = [
  { object: 'Date', property: 'now', message: 'Pass the time in.' },
  { object: 'Math', property: 'random', message: 'Pass chance in.' }
]

/** Stages of the flow, in order; a stage imports only from itself and from those before it. */
const stages = ['event', 'issue', 'decision', 'ticket', 'fix', 'proof', 'pull-request']

const stageFences = stages.map((stage, index) => ({
  files: [`src/flow/${stage}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['node:*', ...noRunner], message: 'The flow does no I/O.' },
          {
            regex: '/(adapters|modes|config|report)/',
            message: 'The flow imports from the flow and from text alone.'
          },
          ...(index < stages.length - 1
            ? [
                {
                  regex: `/(${stages.slice(index + 1).join('|')})/`,
                  message: 'A stage imports only from stages before it.'
                }
              ]
            : [])
        ]
      }
    ]
  }
}))

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'demo-output/', 'coverage/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // A function that answers a port or a route with a promise need not wait for anything itself.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250 }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...shunnedSyntax]
    }
  },
  {
    files: ['src/flow/**/*.ts', 'src/text/**/*.ts', 'src/report/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-properties': ['error', ...pureProperties],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', ...noRunner], message: 'The pure core does no I/O.' },
            { regex: '/(adapters|modes|config)/', message: 'The pure core imports no edge.' }
          ]
        }
      ]
    }
  },
  {
    // As pure as the flow; it measures what it was told against the policy, so that it knows the policy's shape.
    files: ['src/check-up/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-properties': ['error', ...pureProperties],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', ...noRunner], message: 'A check-up does no I/O.' },
            { regex: '/(adapters|modes)/', message: 'A check-up imports no edge.' }
          ]
        }
      ]
    }
  },
  ...stageFences,
  {
    files: ['src/modes/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', ...noRunner] },
            { regex: '/adapters/', message: 'Modes see ports, not adapters.' }
          ]
        }
      ]
    }
  },
  {
    files: ['src/adapters/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '/(modes|config|report)/' }] }] }
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...shunnedSyntax, processState] }
  },
  {
    // Tests look into JSON of vendors as it came over the wire.
    files: ['__tests__/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' }
      ]
    }
  },
  {
    files: [
      'demo/**/*.ts',
      'bench/**/*.ts',
      'chaos/**/*.ts',
      'explain/**/*.ts',
      'patterns/**/*.ts',
      'scripts/**/*.ts',
      'mutation/main.ts'
    ],
    rules: { 'no-console': 'off' }
  }
)
