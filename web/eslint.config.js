import tseslint from 'typescript-eslint';

const browserAndNode = [
  'console',
  'process',
  'Buffer',
  'URL',
  'fetch',
  'document',
  'window',
  'setTimeout',
  'performance',
  'navigator',
  'WebAssembly',
  'getComputedStyle',
];

export default tseslint.config(
  { ignores: ['node_modules/', 'src/engine/generated/'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-globals': ['error', 'name', 'event', 'length'],
      eqeqeq: 'error',
    },
  },
  {
    // State is pure: what it is given goes in, what it says comes out.
    files: ['src/state/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'document',
        'window',
        'navigator',
        'localStorage',
        'fetch',
        'performance',
        'Date',
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['lit', '**/parts/**', '**/engine/*'], allowTypeImports: true }] },
      ],
    },
  },
  {
    // Parts know state and strings; only the app knows the client, only the worker knows the glue.
    files: ['src/parts/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['**/engine/client*', '**/engine/worker*', '**/engine/assets*'] }],
    },
  },
  {
    // No module loading inside the worker, which must run from file:// too, and no network but what cannot wait for a promise: fetchNow.
    files: ['src/engine/worker*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'fetch', 'importScripts', 'WebSocket'],
      'no-restricted-syntax': ['error', 'ImportExpression', 'MetaProperty'],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(browserAndNode.map((name) => [name, 'readonly'])) },
    rules: { 'no-undef': 'error' },
  },
);
