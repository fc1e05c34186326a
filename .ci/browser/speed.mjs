// How fast a page opens, and goes from step to step.
import { writeFileSync } from 'node:fs';
import { Player } from './player.mjs';
import { withRuns } from './run.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./run.mjs').Run} Run
 */

/** A page opens within this time, and goes to another step within that one, in milliseconds. */
const OPEN = 300;
const STEP = 16;
const ROUNDS = 5;
const BARS = 4_000;
const STEPS = 6_000;

/**
 * Returns how long a page takes to open and to step, in a sentence. What decides is how long it keeps the processor busy,
 * since a machine that has much else to do is not the page's fault; what one waits is told beside it.
 * @param {Browser} browser @param {string} file
 */
export async function speed(browser, file) {
    const [waited, opened] = [[0], [0]].map((figures) => figures.slice(1));
    for (let round = 0; round < ROUNDS; round++) {
        await Player.with(browser, file, {}, async (player) => {
            opened.push(await player.busy());
            waited.push(await player.page.evaluate(() => Number(document.documentElement.dataset.opened)));
        });
    }
    /** @type {number[]} */
    let steps = [];
    let busy = 0;
    await Player.with(browser, file, {}, async (player) => {
        const before = await player.busy();
        steps = await player.page.evaluate(stepping, 1_000);
        busy = ((await player.busy()) - before) / steps.length;
    });
    const open = median(opened);
    const figures =
        `it opens in ${median(waited).toFixed(0)} ms, of which it works for ${open.toFixed(0)} ms; ` +
        `a step takes ${median(steps).toFixed(1)} ms, and ${Math.max(...steps).toFixed(1)} ms at most, ` +
        `of which it works for ${busy.toFixed(1)} ms on average`;
    if (open >= OPEN) throw new Error(`${figures}; it has to open in ${OPEN} ms`);
    if (busy >= STEP) throw new Error(`${figures}; a step has to take less than ${STEP} ms`);
    return figures;
}

/** @param {number[]} figures */
function median(figures) {
    return figures.sort((one, other) => one - other)[Math.floor(figures.length / 2)];
}

/** Returns how long steps take, with what the browser lays out then. It runs in the page. @param {number} most */
function stepping(most) {
    /** @param {string} go */
    const button = (go) => /** @type {HTMLButtonElement} */ (document.querySelector(`#controls [data-go="${go}"]`));
    const times = [];
    for (const go of ['next', 'previous']) {
        for (let step = 0; step < most / 2 && !button(go).disabled; step++) {
            const start = performance.now();
            button(go).click();
            document.body.getBoundingClientRect();
            times.push(performance.now() - start);
        }
    }
    return times;
}

/**
 * Writes a page like another one, but with lanes of many bars and with as many steps as a page may have.
 * @param {string} like @param {string} file
 */
export function writeBig(like, file) {
    const lanes = ['One', 'Two'].map((name, lane) => ({
        name,
        spans: Array.from({ length: BARS }, (_, bar) => /** @type {[number, number, string, number]} */ ([
            bar / 100, (bar + 1) / 100, ['running', 'ready', 'waiting', 'ready'][(bar + 2 * lane) % 4], bar,
        ])),
    }));
    const kept = Array.from({ length: BARS }, (_, number) => `Task ${number}`);
    /** @type {Run['steps']} */
    const steps = Array.from({ length: STEPS }, (_, step) => {
        const runs = step % 2;
        const task = (/** @type {number} */ number) => ({
            state: number === runs ? 'running' : step % 3 ? 'ready' : 'waiting',
            place: /** @type {[number, number]} */ ([0, 1 + ((step * 7 + number * 31) % 120)]),
            ...(number !== runs && step % 3 === 0 ? { wait: 'its timer', until: (step + 50) / 150, waker: 'the timer' } : {}),
            work: Math.floor((step * BARS) / STEPS),
        });
        return {
            at: step / 150,
            words: `Task ${runs ? 'Two' : 'One'} does step ${step}.`,
            switch: true,
            lines: /** @type {[number, number, number]} */ ([0, 1 + ((step * 7) % 120), 1 + ((step * 7) % 120)]),
            is: {
                thread: runs,
                run_queue: step % 3 ? [1 - runs] : [],
                main: /** @type {[number, number]} */ ([0, 100]),
                taken: Math.floor((step * BARS) / STEPS),
                printed: Math.floor(step / 2),
                tasks: { 0: task(0), 1: task(1) },
            },
        };
    });
    const names = { all: BARS, kept: /** @type {[number, string[]][]} */ ([[0, kept]]) };
    const lines = Array.from({ length: 120 }, (_, line) => `${' '.repeat(4 * (line % 4))}let line = ${line + 1};`);
    writeFileSync(file, withRuns(like, [{
        title: 'A long run', clock: 3, end: STEPS / 150, files: [{ name: 'src/main.rs', lines }], lanes, queue: true,
        work: names, printed: names, steps,
    }]));
}
