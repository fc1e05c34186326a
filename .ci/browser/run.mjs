// The data of a page, as shared/player/README.md describes them, and what they say of each step.
import { readFileSync } from 'node:fs';

/**
 * @typedef {[file: number, line: number]} Place
 * @typedef {{ text: string, right?: boolean, why: string, idea?: string }} Choice
 * @typedef {{ all: number, kept: [first: number, names: string[]][] }} Names
 * @typedef {{ state: string, place?: Place | null, wait?: string, until?: number, waker?: string, work?: number }} Task
 * @typedef {object} State
 * @property {number | 'main' | 'nobody' | null} thread
 * @property {Place | null} main
 * @property {number[] | null} run_queue
 * @property {number | null} taken
 * @property {number} printed
 * @property {Task[]} tasks
 * @typedef {object} Step
 * @property {number} at
 * @property {string} words
 * @property {boolean} [switch]
 * @property {number} [folded]
 * @property {[file: number, first: number, last: number]} [lines]
 * @property {Partial<Omit<State, 'tasks'>> & { tasks?: Record<string, Task> }} is
 * @property {Choice[]} [who]
 * @property {Choice[]} [what]
 * @typedef {object} Run
 * @property {string} title
 * @property {'evening' | number} clock
 * @property {number} end
 * @property {{ name: string, lines: string[] }[]} files
 * @property {{ name: string, spans: [number, number, string, number?][] }[]} lanes
 * @property {Names} work
 * @property {boolean} queue
 * @property {Names} printed
 * @property {Step[]} steps
 */

const DATA = /(<script type="application\/json" id="runs">)([^]*?)(<\/script>)/;

/** Returns the runs of the page in a file. @param {string} file @returns {Run[]} */
export function runs(file) {
    const data = DATA.exec(readFileSync(file, 'utf8'));
    if (!data) throw new Error('the page has no data');
    return JSON.parse(data[2]);
}

/** Returns the text of the page in a file, with other runs. @param {string} file @param {Run[]} runs */
export function withRuns(file, runs) {
    const data = JSON.stringify(runs).replaceAll('<', '\\u003c');
    return readFileSync(file, 'utf8').replace(DATA, (_, before, __, after) => before + data + after);
}

/** Returns how everything is after each step. @param {Run} run */
export function states(run) {
    /** @type {State} */
    let state = { thread: null, main: null, run_queue: null, taken: null, printed: 0, tasks: [] };
    return run.steps.map(({ is }) => {
        const tasks = [...state.tasks];
        for (const [number, task] of Object.entries(is.tasks ?? {})) tasks[Number(number)] = task;
        state = { ...state, ...is, tasks };
        return state;
    });
}

/**
 * Returns the steps of all runs in their order, each with the number of its run and its own; of those
 * at the same time, the first run's come first.
 * @param {Run[]} runs
 */
export function merged(runs) {
    return runs
        .flatMap((run, number) => run.steps.map((step, index) => ({ run: number, index, step })))
        .sort((one, other) => one.step.at - other.step.at || one.run - other.run);
}

/** Returns a name, or nothing if it is not kept. @param {Names} names @param {number} number */
export function name(names, number) {
    const part = names.kept.filter(([first]) => first <= number).at(-1);
    return part?.[1][number - part[0]];
}
