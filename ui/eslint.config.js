import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What lies to the right of a folder may not be imported from it: imports only go left. */
const never = (...folders) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        ...folders.map((folder) => ({
          group: [`**/${folder}/**`, `./${folder}/**`],
          message: `imports only go left: lib, components, features, views; not from ${folder}`,
        })),
        {
          group: ['@tauri-apps/*'],
          message: 'lib/host is the one door to Rust',
        },
      ],
    },
  ],
});

export default ts.config(
  { ignores: ['dist', 'node_modules', '**/*.gen.ts'] },
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      'max-lines': ['error', { max: 250, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      'max-params': ['error', 5],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // The content security policy refuses style attributes that come from markup.
      'svelte/no-inline-styles': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Its rule cannot see through the projection's plain values.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['src/lib/**'], rules: never('components', 'features', 'views', 'testing', 'dev') },
  {
    files: ['src/components/**'],
    rules: never('lib', 'features', 'views', 'testing', 'dev'),
  },
  { files: ['src/features/**'], rules: never('views', 'testing', 'dev') },
  { files: ['src/views/**', 'src/*.*'], rules: never('testing', 'dev') },
  { files: ['src/lib/host/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['**/*.test.ts', 'src/testing/**', 'dev/**'],
    rules: {
      'no-restricted-imports': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
