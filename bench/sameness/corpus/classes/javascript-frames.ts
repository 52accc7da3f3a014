import { headFirst } from './class-case.js'

export const files = [
  'src/cart.ts',
  'src/list.ts',
  'src/auth/login.ts',
  'src/api/orders.ts',
  'src/gen/client.ts',
  'src/cart.test.ts',
  'webpack.config.js',
  'src/billing/total.ts'
]
export const at = 'total (/app/src/cart.ts:12:5)'
export const parse = ['JSON.parse (<anonymous>)', 'load (/app/src/list.ts:8:20)']
export const lodash = 'baseGet (/app/node_modules/lodash/lodash.js:3074:20)'
export const node = { language: 'javascript', files, print: headFirst('    at ') } as const
