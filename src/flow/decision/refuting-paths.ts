/** Files in which a change would not last, or would not be the fix. Gitignore patterns. */
export const notSourcePaths: readonly { readonly what: string; readonly patterns: readonly string[] }[] = [
  {
    what: 'generated code',
    patterns: [
      '*.g.dart',
      '*.freezed.dart',
      '*.gr.dart',
      '*.mocks.dart',
      '*.pb.*',
      '*_pb2.py',
      '*_pb2_grpc.py',
      '*_pb.js',
      '*_pb.ts',
      '*_pb.rb',
      '*_generated.*',
      '*.generated.*',
      '*.gen.*',
      'zz_generated*',
      '*.designer.cs',
      '*.g.cs',
      '*.g.i.cs',
      '*.min.js',
      '*.bundle.js',
      'generated/',
      '__generated__/',
      'autogen/',
      'gen/',
      'dist/',
      'target/',
      'obj/',
      '.next/',
      '.nuxt/'
    ]
  },
  {
    what: 'a test',
    patterns: [
      'test/',
      'tests/',
      '__tests__/',
      '__mocks__/',
      'spec/',
      'specs/',
      'e2e/',
      'fixtures/',
      'testdata/',
      'testing/',
      'cypress/',
      'androidTest/',
      'integration_test/',
      '*_test.*',
      '*.test.*',
      '*.spec.*',
      '*_spec.*',
      'test_*.py',
      'conftest.py',
      '*Test.java',
      '*Tests.java',
      '*IT.java',
      '*Test.kt',
      '*Test.php',
      '*Spec.scala',
      '*Test.cs',
      '*Tests.cs',
      '*Tests.swift'
    ]
  },
  { what: 'a migration', patterns: ['migrations/', 'migration/', 'migrate/', 'alembic/', 'db/schema.rb'] },
  {
    what: 'configuration',
    patterns: [
      'config/',
      'configs/',
      'configuration/',
      'settings/',
      '*.config.*',
      'settings.py',
      'settings.*.py',
      'config.*',
      '*rc.js',
      'webpack.*',
      'gulpfile.*',
      'Gruntfile.*',
      'Rakefile',
      'setup.py',
      'build.gradle*',
      'mix.exs'
    ]
  },
  {
    what: 'code of others',
    patterns: [
      'node_modules/',
      'vendor/',
      'vendors/',
      'third_party/',
      'third-party/',
      'external/',
      'Pods/',
      'deps/'
    ]
  }
]
