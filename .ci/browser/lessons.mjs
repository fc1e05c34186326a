// What the page of each lesson has to show, at the steps that the lesson is about.

/**
 * @typedef {import('./run.mjs').Run} Run
 * @typedef {import('./eyes.mjs').Sight} Sight
 * @typedef {{ at: number, sight: Sight }} Moment A run as it is shown after some step.
 */

const [ONE, TWO] = ['0', '1'];

/**
 * Whether it is this time, or later: a machine may be busy, but not until the time of what comes next. (What is
 * planned may be shown a little early, as a timer counts from before the recording begins.)
 * @param {number} time @param {number} planned @param {number} next
 */
const isAt = (time, planned, next) => time > planned - 0.1 && time < next - 0.1;
/** @param {Sight} sight @param {string} task @param {string} cell */
const cell = ({ tasks }, task, cell) => tasks[task]?.[cell] ?? '';
/** @param {Sight} sight @param {string} task @param {[planned: number, next: number]} until */
const waitsUntil = (sight, task, until) =>
    /wait/i.test(cell(sight, task, 'state')) && isAt(parseFloat(cell(sight, task, 'until')), ...until);
/** @param {Moment} moment @param {string[]} queue */
const isQueued = ({ sight }, queue) => sight.queue?.join() === queue.join();
/** @param {Moment} moment @param {string} panel @param {RegExp} words */
const says = ({ sight }, panel, words) => words.test(sight.panels[panel] ?? '');

/**
 * What some step shows, or every one, by the program.
 * @type {Record<string, { some?: Record<string, (moment: Moment) => boolean>, every?: Record<string, (moment: Moment) => boolean> }>}
 */
export const LESSONS = {
    'lesson-01-sync': {
        every: { 'there is no run queue': ({ sight }) => sight.queue === null && !('run-queue' in sight.panels) },
    },
    'lesson-02-coop': {
        some: { 'both tasks are in the run queue': (moment) => isQueued(moment, [ONE, TWO]) || isQueued(moment, [TWO, ONE]) },
        every: { 'there is no waker': ({ sight }) => Object.values(sight.tasks).every((cells) => !('waker' in cells)) },
    },
    'lesson-03-blocking': {
        some: {
            'One has the thread, and nobody polls Two, which is in the run queue': (moment) =>
                says(moment, 'thread', /\bOne\b/) && isQueued(moment, [TWO]) && says(moment, 'run-queue', /nobody polls/i),
        },
        every: { 'the thread never rests': (moment) => !says(moment, 'thread', /\b(rests|nobody)\b/i) },
    },
    'lesson-04-async': {
        some: {
            'at 10.0 s, Two is in the run queue, and One waits until 15.0 s': (moment) =>
                isAt(moment.at, 10, 15) && isQueued(moment, [TWO]) && waitsUntil(moment.sight, ONE, [15, 17]),
            'the run queue is empty, and the thread rests': (moment) =>
                isQueued(moment, []) && says(moment, 'run-queue', /\brests\b/) && says(moment, 'thread', /\b(rests|nobody)\b/i),
            'a timer holds the waker of One': ({ sight }) => /timer/.test(cell(sight, ONE, 'waker')),
        },
    },
    'lesson-05-http': {
        some: { 'the run queue is empty': (moment) => isQueued(moment, []) },
    },
};

/** Returns the lesson whose own run this is, if it is one. @param {Run} run */
export const lesson = (run) => Object.keys(LESSONS).find((name) => run.title.includes(name));

/** Fails unless a run shows what it should. @param {string} lesson @param {Moment[]} moments */
export function showsIts(lesson, moments) {
    const { some = {}, every = {} } = LESSONS[lesson];
    for (const [what, holds] of Object.entries(some)) {
        if (!moments.some(holds)) throw new Error(`no step shows that ${what}`);
    }
    for (const [what, holds] of Object.entries(every)) {
        const other = moments.find((moment) => !holds(moment));
        if (other) throw new Error(`at ${other.at} s, it does not show that ${what}`);
    }
    return [...Object.keys(some), ...Object.keys(every)];
}
