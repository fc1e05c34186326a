// Uses pages in Chromium as readers do: node main.mjs [--shots FOLDER] [--course] [--long FILE]... FILE...
// With --course, the pages must be those of all lessons.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium as launcher } from 'playwright-core';
import { chromium } from './chromium.mjs';
import { LESSONS, lesson, showsIts } from './lessons.mjs';
import { keyboard, names, stillness, windows } from './looks.mjs';
import { address, everyStep, keysAndButtons, mouse, play, touch } from './moving.mjs';
import { predict } from './predicting.mjs';
import { merged, runs as read } from './run.mjs';
import { speed, writeBig } from './speed.mjs';
import { isTrue } from './truth.mjs';

/** How many bytes a page may have, and how many that of a long run. */
const SIZE = 200_000;
const LONG_SIZE = 2_000_000;

const { values: { shots, course, long = [] }, positionals } = parseArgs({
    options: { shots: { type: 'string' }, course: { type: 'boolean' }, long: { type: 'string', multiple: true } },
    allowPositionals: true,
});
if (shots) mkdirSync(shots, { recursive: true });

/** @type {string[]} */
const faults = [];
/** The lessons whose steps were seen. @type {Set<string>} */
const lessons = new Set();
let checks = 0;

/**
 * Does a check, and notes what is wrong.
 * @template T @param {string} page @param {string} what @param {() => T | Promise<T>} check
 */
async function does(page, what, check) {
    checks += 1;
    try {
        return await check();
    } catch (error) {
        faults.push(`${page}: ${what}: ${error instanceof Error ? error.message : error}`);
        return undefined;
    }
}

/** @param {import('playwright-core').Browser} browser @param {string} file */
async function use(browser, file) {
    const page = basename(file);
    const { size } = statSync(file);
    const most = long.includes(file) ? LONG_SIZE : SIZE;
    await does(page, 'size', () => {
        if (size > most) throw new Error(`it has ${size} bytes, and may have ${most}`);
    });
    const runs = await does(page, 'data', () => read(file));
    const seen = runs && await does(page, 'every step and back', () => everyStep({ browser, file, runs }));
    if (!runs || !seen) return;
    const subject = { browser, file, runs, seen, shots, name: basename(file, '.html') };
    await does(page, 'what it shows', () => isTrue(runs, seen));
    const said = [];
    for (const [number, run] of runs.entries()) {
        const name = lesson(run);
        if (!name) continue;
        const moments = seen
            .filter(({ position }) => merged(runs)[position - 1].run === number)
            .map(({ position, runs: sights }) => ({ at: merged(runs)[position - 1].step.at, sight: sights[number] }));
        const shown = await does(page, name, () => showsIts(name, moments));
        if (shown) said.push(`shows that ${shown.join(', that ')}`);
        lessons.add(name);
    }
    await does(page, 'keys and buttons', () => keysAndButtons(subject));
    await does(page, 'playing', () => play(subject));
    await does(page, 'address', () => address(subject));
    await does(page, 'mouse', () => mouse(subject));
    await does(page, 'touch', () => touch(subject));
    const asked = await does(page, 'predicting', () => predict(subject));
    await does(page, 'windows', () => windows(subject));
    await does(page, 'stillness', () => stillness(subject));
    await does(page, 'keyboard', () => keyboard(subject));
    await does(page, 'names', () => names(subject));
    console.log(`${page}: ${seen.length} of ${merged(runs).length} steps, ${asked ?? 'no'} questions, ${[`${size} bytes`, ...said].join('; ')}`);
}

const path = chromium();
if (!path) throw new Error('there is no Chromium on this machine');
const files = [...positionals, ...long];
const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const isRoot = process.getuid?.() === 0;
const browser = await launcher.launch({ executablePath: path, args: isRoot ? ['--no-sandbox'] : [] });
try {
    const left = [...files];
    const someone = async () => {
        for (let file = left.shift(); file; file = left.shift()) await use(browser, file);
    };
    await Promise.all([someone(), someone()]);
    // What is measured is measured alone.
    const big = join(folder, 'a page with 4,000 bars in each lane.html');
    if (files.length) writeBig(files[0], big);
    for (const file of files.length ? [...files, big] : []) {
        const page = basename(file);
        const fast = await does(page, 'speed', () => speed(browser, file));
        if (fast) console.log(`${page}: ${fast}`);
    }
} finally {
    await browser.close();
    rmSync(folder, { recursive: true });
}
if (!checks) faults.push('no page was given, and nothing was checked');
if (course) {
    for (const name of Object.keys(LESSONS)) if (!lessons.has(name)) faults.push(`no page is that of ${name}`);
}
for (const fault of faults) console.error(fault);
console.log(`${checks} checks of ${files.length} pages, ${faults.length} failed`);
process.exitCode = faults.length ? 1 : 0;
