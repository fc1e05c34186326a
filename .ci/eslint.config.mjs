// What ESLint asks of the pages' script, and of the scripts beside this file.
import js from '@eslint/js';

export default [
    js.configs.recommended,
    // The compiler of TypeScript knows which names there are.
    { rules: { 'no-undef': 'off' } },
    { files: ['**/page/*.js'], languageOptions: { sourceType: 'script' } },
];
