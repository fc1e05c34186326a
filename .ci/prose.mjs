// Checks the spelling and the grammar of Markdown files: node prose.mjs WORDS FILE...
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Dialect, LocalLinter } from 'harper.js';
import { binary } from 'harper.js/binary';

// Harper wants random numbers, and Node.js 18, which Debian 12 has, does not offer them by itself.
globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);

const rules = {
    CondenseAllThe: false, // "All of the" is good English.
    DiscourseMarkers: false, // It takes a word after code for the first of its sentence.
    ExpandMemoryShorthands: false, // A figure has its unit as a sign.
    LongSentences: false, // A list with semicolons is one sentence.
    MissingTo: false, // It takes the verb after "is ready" for an infinitive.
    OxfordComma: false, // The pages do without that comma.
    UseTitleCase: false, // Headings are written like sentences.
};
/** @type {import('harper.js').LintOptions} */
const options = {
    language: 'markdown',
    // A word that is accepted must not hide what else is wrong in its place.
    dedup: false,
    // The line that a bench writes about its machine is no prose.
    regex_mask: String.raw`(?m)^\*Measured on .*$`,
};

const [list, ...files] = process.argv.slice(2);
const words = readFileSync(list, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
const unneeded = new Set(words);
const faults = [];
let hasProse = false;
const linter = new LocalLinter({ binary, dialect: Dialect.British });
await linter.setLintConfig(rules);

for (const file of files) {
    // Harper reads the text of a link, but not that of an image: without its "!", it is a link.
    // In a question, a letter stands for a sentence of its own, or for the subject of one.
    const text = readFileSync(file, 'utf8')
        .replaceAll('![', ' [')
        .replace(/^(- )?\*\*[A-E]\.\*\*/gm, '$1Right.')
        .replace(/^- \*\*[A-E]\*\*/gm, '- Thing');
    hasProse ||= /\p{L}/u.test(text.replace(/^```.*?^```|<!--.*?-->/gms, ''));
    // Harper counts characters, and a string of JavaScript UTF-16 units.
    const characters = [...text];
    for (const [rule, lints] of Object.entries(await linter.organizedLints(text, options))) {
        for (const lint of lints) {
            const before = characters.slice(0, lint.span().start).join('');
            const found = lint.get_problem_text().replaceAll('\n', ' ');
            const word = found.replace(/('s|\.)$/, '');
            // A figure may have a unit, and a name such as p99 a digit.
            if (/\d µ?$/.test(before) && /^([KM]iB|B|[mn]?s)$/.test(word)) continue;
            if (rule === 'SpellCheck' && /\d/.test(word)) continue;
            // The "s" of "`main`'s" is no word, and the label of a link no prose.
            if ((word === 's' && /`'?$/.test(before)) || /\]\[[^\]]*$/.test(before)) continue;
            // An item of a list or a cell of a table need not be a sentence.
            if (rule === 'SentenceCapitalization' && /(\n- |\| )\W*$/.test(before)) continue;
            if (unneeded.delete(word) || words.includes(word)) continue;
            const instead = lint.suggestions().map((other) => other.get_replacement_text() || 'nothing');
            const place = `${file}:${before.split('\n').length}`;
            faults.push(`${place}: ${rule}, "${found}": ${lint.message()} (${instead.join(', ')})`);
        }
    }
}
if (!hasProse) faults.push(`There is no prose to check in the ${files.length} files given.`);
for (const word of unneeded) faults.push(`${list}: No file needs "${word}".`);

for (const fault of faults.sort(new Intl.Collator('en', { numeric: true }).compare)) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
