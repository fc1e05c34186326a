// A page that is open in the browser.
import { pathToFileURL } from 'node:url';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').BrowserContextOptions} Options
 */

/** The size of a window if nothing else is said. */
const WINDOW = { width: 1280, height: 900 };

export class Player {
    /** What the page should not have done, in sentences. @type {string[]} */
    misdeeds = [];

    /** @param {Page} page @param {import('playwright-core').CDPSession} devTools */
    constructor(page, devTools) {
        this.page = page;
        this.devTools = devTools;
    }

    /**
     * Opens a page, does something with it, and closes it again. Throws an error if the page complained of
     * something, or asked anybody for anything.
     * @param {Browser} browser @param {string} file @param {Options & { hash?: string, fakeTime?: boolean }} options
     * @param {(player: Player) => Promise<void>} use
     */
    static async with(browser, file, { hash = '', fakeTime = false, ...options }, use) {
        const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce', ...options });
        try {
            const page = await context.newPage();
            const player = new Player(page, await context.newCDPSession(page));
            const { devTools, misdeeds } = player;
            await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
            await context.addInitScript(noteOpening);
            const address = pathToFileURL(file).href;
            const isPage = (/** @type {string} */ url) => url.split('#')[0] === address;
            await context.route('**', (route) => (isPage(route.request().url()) ? route.continue() : route.abort()));
            page.on('request', (request) => {
                if (!isPage(request.url())) misdeeds.push(`it asks for ${request.url()}`);
            });
            page.on('websocket', (socket) => misdeeds.push(`it asks for ${socket.url()}`));
            page.on('pageerror', (error) => misdeeds.push(`it has an error: ${error.message}`));
            page.on('console', (message) => misdeeds.push(`its console says: ${message.text()}`));
            page.on('dialog', (dialog) => misdeeds.push(`it interrupts: ${dialog.message()}`));
            if (fakeTime) await page.clock.install();
            await page.goto(address + hash);
            await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 10_000 });
            await use(player);
            if (misdeeds.length) throw new Error(misdeeds.join('; '));
        } finally {
            await context.close();
        }
    }

    /** Returns where it is: the number of the step, from 1. */
    async step() {
        const text = await this.page.locator('#step').innerText();
        const step = numberOf(text);
        if (!step) throw new Error(`#step does not name the step: ${text}`);
        return step;
    }

    /** Fails unless it is at this step. @param {number} wanted @param {string} after What was done. */
    async isAt(wanted, after) {
        const step = await this.step();
        if (step !== wanted) throw new Error(`after ${after}, it is at step ${step}, and not at step ${wanted}`);
    }

    /** Returns how long the page has kept its processor busy, in milliseconds. */
    async busy() {
        const { metrics } = await this.devTools.send('Performance.getMetrics');
        const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value;
        if (seconds === undefined) throw new Error('Chromium does not say how busy the page is');
        return seconds * 1_000;
    }

    /** Presses a key. @param {string} key */
    press(key) {
        return this.page.keyboard.press(key);
    }

    /** Clicks a button. @param {string} go What it does. */
    click(go) {
        return this.page.locator(`#controls [data-go="${go}"]`).click();
    }

    /** Goes to a step, as by the range. @param {number} step */
    async go(step) {
        await this.page.locator('#position').evaluate((position, step) => {
            /** @type {HTMLInputElement} */ (position).value = String(step);
            position.dispatchEvent(new Event('input', { bubbles: true }));
        }, step);
        await this.isAt(step, `moving the range to ${step}`);
    }

    /** Goes to a step, by the address. @param {number} step */
    async visit(step) {
        await this.page.evaluate((hash) => { location.hash = hash; }, `#step=${step}`);
        // The browser tells the page of it a moment later.
        await expected(async () => (await this.step()) === step, `its address ends in #step=${step}, but it does not go there`);
    }

    /** Waits until its address names this step. @param {number} step */
    async isKept(step) {
        const address = () => this.page.evaluate(() => location.hash);
        await expected(async () => (await address()) === `#step=${step}`, `step ${step}: the address does not name it`);
    }
}

/** Returns the number of the step that this text names. @param {string} text */
function numberOf(text) {
    const [, step] = /^Step ([\d,]+) of /.exec(text.trim()) ?? [];
    return step ? Number(step.replaceAll(',', '')) : undefined;
}

/** Waits until something holds, for ten seconds at most. @param {() => Promise<boolean>} holds @param {string} fault */
async function expected(holds, fault) {
    for (const start = performance.now(); !(await holds()); ) {
        if (performance.now() - start > 10_000) throw new Error(fault);
        await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
}

/** Notes when the page is ready, in milliseconds since one went to it. It runs in the page. */
function noteOpening() {
    const observer = new MutationObserver(() => {
        const { dataset } = document.documentElement;
        if (dataset.ready) dataset.opened ??= String(performance.now());
    });
    observer.observe(document, { subtree: true, attributeFilter: ['data-ready'] });
}
