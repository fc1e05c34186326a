// Whether one can move through a page, by its buttons, keys, range, cursor and address.
import { Player } from './player.mjs';
import { walk } from './eyes.mjs';
import { merged } from './run.mjs';

/**
 * @typedef {import('./run.mjs').Run} Run
 * @typedef {ReturnType<typeof walk>['seen']} Seen
 * @typedef {{ browser: import('playwright-core').Browser, file: string, runs: Run[], seen: Seen }} Subject
 */

/** The steps at each end of a long run that are played one by one. */
const LONG = 400;
/** The window of a small telephone. */
const PHONE = { width: 360, height: 740 };
/** How far the cursor may be from where it was dragged to, in pixels. */
const NEAR = 2;

/** Returns what is seen at each step, if that is the same backwards. @param {Omit<Subject, 'seen'>} subject */
export async function everyStep({ browser, file, runs }) {
    const last = merged(runs).length;
    const ways = last > 2 * LONG ? [[1, LONG], [last - LONG, last]] : [[1, last]];
    /** @type {Seen} */
    const seen = [];
    await Player.with(browser, file, {}, async ({ page }) => {
        for (const [from, to] of ways) {
            const walked = await page.evaluate(walk, { from, to });
            for (const { step, panel, was, now } of walked.faults.slice(0, 1)) {
                const [before, after] = [was, now].map((part) => JSON.stringify(part));
                throw new Error(`step ${step}: the panel ${panel} is not the same on the way back: ${before} became ${after}`);
            }
            seen.push(...walked.seen);
        }
    });
    return seen;
}

/** The keys and buttons go where they say. @param {Subject} subject */
export async function keysAndButtons({ browser, file, runs }) {
    const steps = merged(runs);
    const last = steps.length;
    const switches = steps.flatMap(({ step }, index) => (step.switch ? [index + 1] : []));
    if (!switches.length && last > 1) throw new Error('no step is a switch');
    const middle = Math.ceil(last / 2);
    const after = switches.find((step) => step > middle) ?? last;
    const before = switches.filter((step) => step < middle).at(-1) ?? 1;
    await Player.with(browser, file, {}, async (player) => {
        await player.isAt(1, 'opening');
        /** @type {[string, string, number][]} */
        const ways = [
            ['End', 'last', last],
            ['Home', 'first', 1],
            ['ArrowRight', 'next', Math.min(middle + 1, last)],
            ['ArrowLeft', 'previous', Math.max(middle - 1, 1)],
            ['Shift+ArrowRight', 'next-switch', after],
            [']', 'next-switch', after],
            ['Shift+ArrowLeft', 'previous-switch', before],
            ['[', 'previous-switch', before],
        ];
        for (const [key, button, wanted] of ways) {
            await player.go(middle);
            await player.press(key);
            await player.isAt(wanted, `the key ${key} at step ${middle}`);
            await player.go(middle);
            await player.click(button);
            await player.isAt(wanted, `the button "${button}" at step ${middle}`);
            // A click leaves the focus on the button, which has keys of its own.
            await player.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
        }
        for (const [key, step] of /** @type {[string, number][]} */ ([['ArrowLeft', 1], ['ArrowRight', last]])) {
            await player.go(step);
            await player.press(key);
            await player.isAt(step, `the key ${key} at the end`);
        }
        // What has the focus keeps its keys.
        const focus = (/** @type {string} */ selector) => player.page.locator(selector).focus();
        await player.go(middle);
        await focus('#pace');
        await player.press('Home');
        await player.press('ArrowDown');
        await player.isAt(middle, 'keys in the choice of the pace');
        const pace = await player.page.locator('#pace').inputValue();
        await player.press('ArrowLeft');
        await player.isAt(Math.max(middle - 1, 1), 'the key ArrowLeft in the choice of the pace');
        if ((await player.page.locator('#pace').inputValue()) !== pace) throw new Error('the key ArrowLeft changes the pace');
        await player.go(middle);
        await focus('#position');
        await player.press('ArrowRight');
        await player.isAt(Math.min(middle + 1, last), 'an arrow on the range');
        await player.press('Home');
        await player.isAt(1, 'Home on the range');
        await focus('[data-go="next"]');
        await player.press('Space');
        await player.isAt(Math.min(2, last), 'Space on the button "next"');
        await player.press('Enter');
        await player.isAt(Math.min(3, last), 'Enter on the button "next"');
    });
}

/** It plays at each pace, pauses, and stops at the end. @param {Subject} subject */
export async function play({ browser, file, runs }) {
    const last = merged(runs).length;
    await Player.with(browser, file, { fakeTime: true }, async (player) => {
        const { page } = player;
        const isPlaying = async () => (await page.locator('[data-go="play"]').getAttribute('aria-pressed')) === 'true';
        /** @param {() => Promise<boolean>} until @param {string} fault */
        const wait = async (until, fault) => {
            for (let seconds = 0; !(await until()); seconds += 0.5) {
                if (seconds > 60) throw new Error(fault);
                await page.clock.runFor(500);
            }
        };
        const paces = await page.locator('#pace option').evaluateAll((options) =>
            options.map((option) => /** @type {HTMLOptionElement} */ (option).value));
        for (const [number, pace] of paces.entries()) {
            const start = () => (number % 2 ? player.click('play') : player.press('Space'));
            await page.locator('#pace').selectOption(pace);
            await page.locator('#pace').blur();
            await player.go(1);
            await start();
            if (!(await isPlaying())) throw new Error('the button "play" does not say that it plays');
            await wait(async () => (await player.step()) >= Math.min(3, last), `at the pace ${pace}, two steps take a minute`);
            if (await isPlaying()) await start();
            const step = await player.step();
            await page.clock.runFor(3_000);
            await player.isAt(step, 'a pause of three seconds');
            await player.go(Math.max(1, last - 2));
            await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
            await start();
            await wait(async () => !(await isPlaying()), `at the pace ${pace}, it plays on at the end`);
            await player.isAt(last, `playing at the pace ${pace}`);
        }
    });
}

/** The address keeps the step, and a linked one opens there. @param {Subject} subject */
export async function address({ browser, file, seen }) {
    const { position, words } = seen[Math.floor(seen.length / 2)];
    await Player.with(browser, file, { hash: `#step=${position}` }, async (player) => {
        const { page } = player;
        await player.isAt(position, `opening it with #step=${position}`);
        const read = (await page.locator('#words').innerText()).trim();
        if (read !== words) throw new Error(`step ${position}: opened by its address, it says "${read}", and not "${words}"`);
        await player.press('Home');
        await player.isKept(1);
        await player.visit(position);
        const visited = await page.evaluate(() => history.length);
        for (const key of ['ArrowLeft', 'End']) {
            await player.press(key);
            await player.isKept(await player.step());
        }
        if (visited !== (await page.evaluate(() => history.length))) throw new Error('a step is an entry of the history');
        for (const wrong of ['#step=0', '#step=1000000000', '#step=-1', '#step=two', '#']) {
            await page.evaluate((hash) => { location.hash = hash; }, wrong);
            await player.step();
        }
    });
}

/** The range and the cursor of the lanes follow the mouse. @param {Subject} subject */
export async function mouse(subject) {
    await Player.with(subject.browser, subject.file, {}, async (player) => {
        const { mouse } = player.page;
        const range = await box(player, '#position');
        await mouse.move(range.x + range.width / 2, range.y + range.height / 2);
        await mouse.down();
        await mouse.move(range.x + range.width + 20, range.y + range.height / 2, { steps: 4 });
        await mouse.up();
        await player.isAt(merged(subject.runs).length, 'dragging the range to its end');
        await player.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
        await drag(player, subject.runs, {
            down: async (x, y) => { await mouse.move(x, y); await mouse.down(); },
            move: (x, y) => mouse.move(x, y),
            up: () => mouse.up(),
        });
    });
}

/** The cursor of the lanes follows a finger. @param {Subject} subject */
export async function touch(subject) {
    await Player.with(subject.browser, subject.file, { hasTouch: true, isMobile: true, viewport: PHONE }, async (player) => {
        /** @param {'touchStart' | 'touchMove' | 'touchEnd'} type @param {{ x: number, y: number }[]} touchPoints */
        const send = (type, touchPoints) => player.devTools.send('Input.dispatchTouchEvent', { type, touchPoints });
        await drag(player, subject.runs, {
            down: (x, y) => send('touchStart', [{ x, y }]),
            move: (x, y) => send('touchMove', [{ x, y }]),
            up: () => send('touchEnd', []),
        });
        await player.go(1);
        await player.page.locator('#controls [data-go="next"]').tap();
        await player.isAt(2, 'a tap on the button "next"');
    });
}

/** @param {Player} player @param {string} selector */
async function box({ page }, selector) {
    const element = page.locator(selector).first();
    await element.scrollIntoViewIfNeeded();
    const box = await element.boundingBox();
    if (!box) throw new Error(`${selector} is not to be seen`);
    return box;
}

/**
 * Drags the cursor along the lanes, and sees that it is at the step of each place while it moves.
 * @param {Player} player @param {Run[]} runs
 * @param {{ down(x: number, y: number): Promise<unknown>, move(x: number, y: number): Promise<unknown>, up(): Promise<unknown> }} pointer
 */
async function drag(player, runs, pointer) {
    const times = merged(runs).map(({ step }) => step.at);
    const cursor = async () => {
        const { x, y, width, height } = await box(player, '[data-cursor]');
        // Two runs have one cursor: there, it is at the same place in both.
        for (const cursor of await player.page.locator('[data-cursor]').all()) {
            const other = (await cursor.boundingBox())?.x ?? x;
            if (Math.abs(other - x) > NEAR) throw new Error(`at step ${await player.step()}, the cursors are ${other - x} pixels apart`);
        }
        return { x: x + width / 2, y: y + height / 2 };
    };
    await player.go(1);
    const begin = await cursor();
    await player.go(times.length);
    const end = await cursor();
    // Where the cursor is at each step, if the axis is true.
    const scale = (end.x - begin.x) / (times[times.length - 1] - times[0]);
    const places = times.map((time) => begin.x + (time - times[0]) * scale);
    await pointer.down(end.x, end.y);
    for (const part of [0.75, 0.5, 0.3, 0, 0.4]) {
        const x = begin.x + part * (end.x - begin.x);
        for (const before of [12, 6, 0]) await pointer.move(x + before, end.y);
        // Moves come to the page with the next frame.
        await player.page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        const step = await player.step();
        const is = await cursor();
        // Between two steps, it is at the one before or at the one after.
        const left = Math.max(begin.x, ...places.filter((place) => place <= x));
        const right = Math.min(end.x, ...places.filter((place) => place >= x));
        if (is.x < left - NEAR || is.x > right + NEAR || Math.abs(is.x - places[step - 1]) > NEAR) {
            throw new Error(
                `dragged to ${Math.round(x)} pixels, the cursor is at ${Math.round(is.x)}, at step ${step}, ` +
                `whose place is ${Math.round(places[step - 1])}`,
            );
        }
    }
    await pointer.up();
    const step = await player.step();
    await player.page.mouse.move(end.x - 20, end.y);
    await player.isAt(step, 'letting the cursor go');
}
