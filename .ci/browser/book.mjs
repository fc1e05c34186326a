// Makes the book and reads all of it in Chromium, from its files and served: node book.mjs [--shots FOLDER].
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium as launcher } from 'playwright-core';
import { chromium } from './chromium.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ page: Page, misdeeds: string[] }} Tab What a page does that it should not is noted with it.
 * @typedef {{ url: string, ids: Set<string>, links: string[], text: string, players: number, questions: number, hunks: number }} Read
 */

/** What a reader may look for. */
const WORDS = ['backpressure', 'cancellation', 'deadlock', 'executor', 'laundry', 'mutex', 'reqwest', 'semaphore', 'waker', 'yield_now'];
/** How much of a word its stem has at least. */
const STEM = 6;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
/** How long something on a page may take, in milliseconds. */
const PATIENCE = 20_000;

const { values: { shots } } = parseArgs({ options: { shots: { type: 'string' } } });
if (shots) mkdirSync(shots, { recursive: true });

/** @type {string[]} */
const faults = [];

/** Starts the server, which makes the book first, and returns where both are. */
async function make() {
    const start = performance.now();
    const cargo = spawn('cargo', ['book', '--serve'], {
        env: { ...process.env, BROWSER: '' },
        // What it starts has its group, to be ended with it.
        detached: process.platform !== 'win32',
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    const end = () => {
        if (process.platform === 'win32') spawn('taskkill', ['/pid', String(cargo.pid), '/t', '/f']);
        else if (cargo.pid && cargo.exitCode === null) process.kill(-cargo.pid);
    };
    const lines = createInterface({ input: cargo.stdout })[Symbol.asyncIterator]();
    const { value: index } = await lines.next();
    const { value: address } = await lines.next();
    if (!index || !address) throw new Error('there is no book');
    return { folder: dirname(index), address: /** @type {string} */ (address), seconds: (performance.now() - start) / 1_000, end };
}

/** Returns all files in a folder, and in those in there. @param {string} folder @returns {string[]} */
function files(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? files(path) : [path];
    });
}

/** Does a check, and notes what is wrong. @param {Tab} tab @param {string} what @param {() => Promise<void>} check */
async function does({ misdeeds }, what, check) {
    misdeeds.length = 0;
    try {
        await check();
        if (misdeeds.length) throw new Error(misdeeds.join('; '));
    } catch (error) {
        faults.push(`${what}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
}

/** Waits until something is true. @param {() => Promise<boolean>} isTrue @param {string} fault */
async function expected(isTrue, fault) {
    for (const start = performance.now(); !(await isTrue()); ) {
        if (performance.now() - start > PATIENCE) throw new Error(fault);
        await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
}

/**
 * Opens a tab that notes whatever a page should not do: it may ask only for what is in the book.
 * @param {import('playwright-core').BrowserContext} context @param {string} base
 */
async function open(context, base) {
    const page = await context.newPage();
    /** @type {string[]} */
    const misdeeds = [];
    const isOurs = (/** @type {string} */ url) => url.startsWith(base) || url.startsWith('data:');
    await page.route('**', (route) => {
        const url = route.request().url();
        if (isOurs(url)) return route.continue();
        misdeeds.push(`it asks for ${url}`);
        return route.abort();
    });
    page.on('response', (response) => {
        if (response.status() >= 400) misdeeds.push(`${response.url()} is answered with ${response.status()}`);
    });
    page.on('requestfailed', (request) => {
        const why = request.failure()?.errorText;
        // A reader who leaves a page gives up what it still waits for.
        if (why !== 'net::ERR_ABORTED') misdeeds.push(`${request.url()} fails: ${why}`);
    });
    page.on('websocket', (socket) => misdeeds.push(`it asks for ${socket.url()}`));
    page.on('pageerror', (error) => misdeeds.push(`it has an error: ${error.message}`));
    page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) misdeeds.push(`its console says: ${message.text()}`);
    });
    page.on('dialog', (dialog) => misdeeds.push(`it interrupts: ${dialog.message()}`));
    return { page, misdeeds };
}

/** Returns what there is on a page. It runs in the page. */
function look() {
    const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)];
    const main = document.querySelector('main') ?? document.body;
    return {
        ids: all('[id]').map(({ id }) => id),
        links: all('a[href]').map((link) => /** @type {HTMLAnchorElement} */ (link).href),
        text: (main.textContent ?? '').toLowerCase(),
        title: document.title,
        players: all('iframe.player-frame').length,
        questions: all('.question').length,
        hunks: all('details.hunk').length,
        unseen: /** @type {HTMLImageElement[]} */ (all('img')).filter((image) => image.complete && !image.naturalWidth).map(({ src }) => src),
        left: all('p, li').filter(({ textContent }) => /^<!-- |\{#[\w-]+\}$|\]\[[\w-]+\]/.test(textContent ?? '') && !main.querySelector('h1.source')).map(({ textContent }) => textContent?.slice(0, 80)),
    };
}

/** Returns what sticks out of a page on the right. It runs in the page. */
function sticksOut() {
    const root = document.documentElement;
    if (root.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth) return null;
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
        for (let outer = element.parentElement; outer; outer = outer.parentElement) {
            if (getComputedStyle(outer).overflowX !== 'visible') return false;
        }
        return element.getBoundingClientRect().right > innerWidth + 1;
    });
    const last = wide[wide.length - 1] ?? root;
    return `it is ${root.scrollWidth} pixels wide, because of ${last.tagName} "${last.textContent?.trim().slice(0, 60)}"`;
}

/** Each player of a page goes a step when asked to, and is as dark as the page. @param {Page} page @param {boolean} isDark */
async function play(page, isDark) {
    const frames = page.locator('iframe.player-frame');
    for (let index = 0; index < await frames.count(); index++) {
        const element = frames.nth(index);
        await element.scrollIntoViewIfNeeded();
        const player = element.contentFrame();
        await player.locator('html[data-ready="true"]').waitFor({ state: 'attached', timeout: PATIENCE });
        const step = () => player.locator('#step').innerText();
        if (!/^Step 1 of /.test(await step())) throw new Error(`a player begins at ${await step()}`);
        await player.locator('#controls [data-go="next"]').click();
        await expected(async () => /^Step 2 of /.test(await step()), 'a player does not go a step');
        const scheme = () => player.locator('body').evaluate((body) => {
            const [red] = getComputedStyle(body).backgroundColor.match(/\d+/g) ?? [];
            return Number(red) < 128;
        });
        await expected(async () => (await scheme()) === isDark, 'a player is dark on a light page, or light on a dark one');
    }
}

/** Each question says of each option whether it is right, and why. @param {Page} page */
async function answer(page) {
    for (const question of await page.locator('.question').all()) {
        const right = await question.getAttribute('data-answer');
        const name = (await question.innerText()).slice(0, 40);
        const buttons = await question.locator('.options button').all();
        const letters = await Promise.all(buttons.map((button) => button.getAttribute('data-option')));
        const items = await question.locator(':scope > ul > li').count();
        if (buttons.length !== items || items < 3 || items > 4) throw new Error(`"${name}" has ${items} options, and ${buttons.length} buttons`);
        if (letters.filter((letter) => letter === right).length !== 1) throw new Error(`"${name}" has no option ${right}`);
        const verdict = question.locator('.verdict');
        if (await verdict.getAttribute('aria-live') !== 'polite') throw new Error('a verdict is not announced');
        // A wrong one comes first, and one of them is answered by keyboard.
        const order = [...buttons.keys()].sort((one, other) => Number(letters[one] === right) - Number(letters[other] === right));
        for (const [place, index] of order.entries()) {
            const letter = letters[index];
            if (place === 0) {
                await buttons[index].focus();
                await page.keyboard.press('Enter');
            } else {
                await buttons[index].click();
            }
            const said = await verdict.getAttribute('data-is');
            if (said !== (letter === right ? 'right' : 'wrong')) throw new Error(`"${name}" says ${said} to ${letter}`);
            const text = (await verdict.innerText()).trim();
            const reason = text.split('\n').slice(1).join(' ').trim();
            if (reason.length < 15 || !reason.startsWith(letter ?? '?')) throw new Error(`"${name}" does not say why ${letter} is ${said}: ${text}`);
            if (await buttons[index].getAttribute('aria-pressed') !== 'true') throw new Error(`"${name}" does not show that ${letter} was chosen`);
        }
        await question.locator(':scope > details > summary').click();
        if (await question.locator(':scope > details').getAttribute('open') === null) throw new Error(`"${name}" does not unfold its answer`);
    }
}

/** A word is found, and where it is found it is. @param {Page} page @param {string} base @param {Map<string, Read>} pages @param {string} word */
async function find(page, base, pages, word) {
    await page.goto(`${base}index.html`);
    await page.locator('#mdbook-search-toggle').click();
    await page.locator('#mdbook-searchbar').pressSequentially(word);
    const results = page.locator('#mdbook-searchresults li > a');
    await results.first().waitFor({ timeout: PATIENCE });
    const urls = await results.evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    for (const url of urls) {
        const { pathname, hash } = new URL(url);
        const to = decodeURIComponent(pathname.slice(new URL(base).pathname.length));
        const found = pages.get(to);
        if (!found) throw new Error(`the search for ${word} leads to ${to}, where there is no page`);
        // Words are found by their stems.
        if (!found.text.includes(word.slice(0, STEM))) throw new Error(`the search for ${word} leads to ${to}, which does not have it`);
        if (hash && !found.ids.has(decodeURIComponent(hash.slice(1)))) throw new Error(`the search for ${word} leads to ${to}${hash}, which is nowhere`);
    }
    await results.first().click();
    await page.locator('main mark').first().waitFor({ state: 'attached', timeout: PATIENCE });
}

/** Checks the links of all pages. @param {string} folder @param {Map<string, Read>} pages */
function follow(folder, pages) {
    const root = pathToFileURL(folder + sep).href;
    let count = 0;
    for (const [name, { links }] of pages) {
        for (const link of links) {
            count += 1;
            if (/^https?:|^mailto:/.test(link)) continue;
            const url = new URL(link);
            url.search = '';
            const id = decodeURIComponent(url.hash.slice(1));
            url.hash = '';
            if (!url.href.startsWith(root)) {
                faults.push(`${name}: a link leads out of the book: ${link}`);
                continue;
            }
            const path = relative(folder, fileURLToPath(url)).split(sep).join('/');
            const target = pages.get(path);
            if (!target && !(existsSync(join(folder, path)) && statSync(join(folder, path)).isFile())) faults.push(`${name}: a link leads to ${path}, which is not there`);
            if (target && id && !target.ids.has(id)) faults.push(`${name}: a link leads to ${path}#${id}, which is nowhere`);
        }
    }
    return count;
}

const path = chromium();
if (!path) throw new Error('there is no Chromium on this machine');
const { folder, address, seconds, end } = await make();
const isRoot = process.getuid?.() === 0;
const browser = await launcher.launch({ executablePath: path, args: isRoot ? ['--no-sandbox'] : [] });
/** The pages, by their path in the book. @type {Map<string, Read>} */
const pages = new Map();
try {
    const all = files(folder);
    const size = all.reduce((sum, file) => sum + statSync(file).size, 0);
    const names = all.filter((file) => file.endsWith('.html')).map((file) => relative(folder, file).split(sep).join('/')).sort();
    const root = pathToFileURL(folder + sep).href;

    // From its files, light, on a telephone; then served, dark, on a desk.
    const ways = /** @type {const} */ ([
        { base: root, colorScheme: 'light', viewport: PHONE },
        { base: address, colorScheme: 'dark', viewport: DESK },
    ]);
    for (const { base, colorScheme, viewport } of ways) {
        const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
        // The page of the whole book prints itself.
        await context.addInitScript(() => { window.print = () => {}; });
        const way = base === root ? '' : 'served: ';
        const read = async (/** @type {Tab} */ tab, /** @type {string} */ name) => {
            const { page } = tab;
            await does(tab, way + name, async () => {
                await page.goto(base + name);
                const { ids, title, unseen, left, ...rest } = await page.evaluate(look);
                if (base === root) pages.set(name, { url: base + name, ids: new Set(ids), ...rest });
                if (!title && name !== 'toc.html') throw new Error('it has no title');
                if (unseen.length) throw new Error(`it does not show ${unseen[0]}`);
                if (left.length) throw new Error(`Markdown is left in it: ${left[0]}`);
                const out = await page.evaluate(sticksOut);
                if (out) throw new Error(out);
                const isDark = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme === 'dark');
                if (isDark !== (colorScheme === 'dark') && !/^players|^toc/.test(name)) throw new Error(`it is not ${colorScheme}`);
                if (shots && !/^source|^players|^print|^toc/.test(name)) {
                    await page.screenshot({ path: join(shots, `${name.replaceAll('/', '-')}-${viewport.width}-${colorScheme}.png`), fullPage: true });
                }
                if (name === 'print.html') return;
                await play(page, isDark);
                await answer(page);
                if (shots && (rest.questions || rest.players)) {
                    await page.screenshot({ path: join(shots, `${name.replaceAll('/', '-')}-${viewport.width}-${colorScheme}-used.png`), fullPage: true });
                }
            });
        };
        // Two at a time, as there are waits.
        const tabs = [await open(context, base), await open(context, base)];
        const left = [...names];
        await Promise.all(tabs.map(async (tab) => {
            for (let name = left.shift(); name; name = left.shift()) await read(tab, name);
        }));
        const words = [...WORDS];
        await Promise.all(tabs.map(async (tab) => {
            for (let word = words.shift(); word; word = words.shift()) {
                await does(tab, `${way}search for ${word}`, () => find(tab.page, base, pages, word ?? ''));
            }
        }));
        await context.close();
    }
    const links = follow(folder, pages);
    /** @param {'players' | 'questions' | 'hunks'} what */
    const count = (what) => [...pages].filter(([name]) => name !== 'print.html').reduce((sum, [, page]) => sum + page[what], 0);
    if (count('players') < 5) faults.push(`there are ${count('players')} players, and five lessons`);
    console.log(`The book was made in ${seconds.toFixed(1)} s and has ${(size / 1e6).toFixed(1)} MB in ${all.length} files: ${names.length} pages with ${links} links, ${count('players')} players, ${count('questions')} questions and ${count('hunks')} folding diffs. ${WORDS.length} words were looked for.`);
} finally {
    end();
    await browser.close();
}
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
