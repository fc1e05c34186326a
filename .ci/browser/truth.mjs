// Whether a page shows what its data say.
import { merged, name, states } from './run.mjs';

/**
 * @typedef {import('./run.mjs').Run} Run
 * @typedef {import('./run.mjs').State} State
 * @typedef {import('./eyes.mjs').Sight} Sight
 */

/** The pieces of work, and the lines printed, that a page shows at most. */
const MANY = 40;

/** Fails unless each step that was seen is as the data have it. @param {Run[]} runs @param {import('./moving.mjs').Seen} seen */
export function isTrue(runs, seen) {
    const steps = merged(runs);
    const all = runs.map(states);
    for (const { position, step: shown, words, runs: sights, isTooWide, scrolled, lanes } of seen) {
        const fail = (/** @type {string} */ what) => { throw new Error(`step ${position}: ${what}`); };
        const { run, step } = steps[position - 1];
        const number = `Step ${position} of ${steps.length}, `;
        if (!shown.replaceAll(',', '').includes(number.replaceAll(',', ''))) fail(`it is shown as "${shown}"`);
        const time = clock(runs[run], step.at);
        if (!shown.includes(time)) fail(`it is at ${time}, and is shown as "${shown}"`);
        if (!words.includes(step.words)) fail(`it says "${words}", and not "${step.words}"`);
        if (isTooWide) fail('it is wider than the window');
        if (scrolled) fail('the whole page scrolls');
        if (lanes !== seen[0].lanes) fail(`the lanes move from ${seen[0].lanes} to ${lanes} pixels`);
        if (sights.length !== runs.length) fail(`it shows ${sights.length} runs`);
        for (const [number, run] of runs.entries()) {
            const last = steps.slice(0, position).filter((step) => step.run === number).at(-1);
            if (!last) continue;
            const fault = differs(run, last.step, all[number][last.index], sights[number]);
            if (fault) fail(`${run.title}: ${fault}`);
        }
    }
}

/** @param {Run} run @param {import('./run.mjs').Step} step @param {State} state @param {Sight} sight */
function differs(run, step, state, sight) {
    if (String(sight.queue ?? '') !== String(state.run_queue ?? '')) {
        return `the panel run-queue has ${sight.queue}, and not ${state.run_queue}`;
    }
    const printed = sight.printed ?? [];
    const last = state.printed ? name(run.printed, state.printed - 1) : undefined;
    if (printed.length < Math.min(state.printed, MANY) || (state.printed === 0 && printed.length)) {
        return `the panel printed has ${printed.length} lines, and not ${state.printed}`;
    }
    if (last !== undefined && printed[printed.length - 1] !== last.trim()) {
        return `the panel printed ends with "${printed[printed.length - 1]}", and not "${last}"`;
    }
    const left = state.taken === null || !run.queue ? 0 : run.work.all - state.taken;
    const pieces = left > MANY ? MANY + 1 : left;
    if (sight.work !== pieces && sight.work !== Math.min(left, MANY)) {
        return `the panel work has ${sight.work} pieces, and not ${pieces}`;
    }
    if (step.lines) {
        const [, from, to] = step.lines;
        if (sight.now[0] !== from || sight.now[sight.now.length - 1] !== to) {
            return `the panel program marks the lines ${sight.now}, and not ${from} to ${to}`;
        }
        if (!sight.isNowSeen) return `the panel program does not show line ${from}, which runs`;
    }
    for (const [number, task] of state.tasks.entries()) {
        const cells = sight.tasks[number];
        if (!cells) return `the panel tasks has no row for ${run.lanes[number].name}`;
        if (task.until !== undefined && !cells.until?.includes(clock(run, task.until))) {
            return `the panel tasks says "${cells.until}" of ${run.lanes[number].name}, and not ${clock(run, task.until)}`;
        }
        for (const key of /** @type {const} */ (['wait', 'waker'])) {
            if (task[key] && !cells[key]?.includes(task[key])) {
                return `the panel tasks says "${cells[key]}" of ${run.lanes[number].name}, and not "${task[key]}"`;
            }
        }
        const isIn = step.lines && task.place?.[0] === step.lines[0];
        const place = task.state === 'finished' ? undefined : task.place?.[1];
        if (isIn && sight.markers[number] !== place) {
            return `the panel program has ${run.lanes[number].name} at line ${sight.markers[number]}, and not ${place}`;
        }
    }
    return null;
}

/** Returns a time as the run shows it. @param {Run} run @param {number} time */
function clock(run, time) {
    if (run.clock !== 'evening') return time.toFixed(run.clock);
    const minutes = 17 * 60 + Math.floor(time / 60);
    return [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
