// Whether a page can be read and used by everybody: in narrow and wide windows, light and dark, by keyboard and by ear.
import { join } from 'node:path';
import { Player } from './player.mjs';

/** @typedef {import('./moving.mjs').Subject} Subject */

/** The least contrast of text that everybody can read, as WCAG 2 has it: of large text, and of other text. */
const CONTRAST = { large: 3, other: 4.5 };
/** The steps that are laid out in each window. */
const STEPS = 30;
const WINDOWS = [{ width: 360, height: 740 }, { width: 1600, height: 1000 }];
const SCHEMES = /** @type {const} */ (['light', 'dark']);

/** Each step fits into a narrow and a wide window, and no control is hidden. @param {Subject & { shots?: string, name: string }} subject */
export async function windows({ browser, file, seen, shots, name }) {
    const some = seen.filter((_, index) => index % Math.ceil(seen.length / STEPS) === 0);
    const middle = seen[Math.floor(seen.length * 0.6)].position;
    for (const viewport of WINDOWS) {
        for (const colorScheme of SCHEMES) {
            const place = `${viewport.width} pixels wide, ${colorScheme}`;
            await Player.with(browser, file, { viewport, colorScheme }, async (player) => {
                const { page } = player;
                for (const { position } of some) {
                    await player.go(position);
                    const fault = await page.evaluate(layout);
                    if (fault) throw new Error(`step ${position}, ${place}: ${fault}`);
                }
                await player.go(middle);
                const poor = await page.evaluate(contrast, CONTRAST);
                if (poor) throw new Error(`step ${middle}, ${place}: ${poor}`);
                if (shots) {
                    const path = join(shots, `${name}-${viewport.width}-${colorScheme}.png`);
                    await page.screenshot({ path, fullPage: viewport.width < 1000 });
                }
            });
        }
    }
}

/** Nothing moves for those who do not want that. @param {Subject} subject */
export async function stillness({ browser, file, seen }) {
    await Player.with(browser, file, { reducedMotion: 'reduce' }, async (player) => {
        // A list of animations does not have the scrolling that a script asks for.
        await player.page.evaluate(() => {
            Element.prototype.scrollTo = new Proxy(Element.prototype.scrollTo, {
                apply(scroll, element, [options]) {
                    if (options?.behavior === 'smooth') document.documentElement.dataset.scrolls = `the scrolling of ${element.className}`;
                    return Reflect.apply(scroll, element, [options]);
                },
            });
        });
        for (const { position } of [seen[0], seen[seen.length - 1]]) {
            await player.go(position);
            const moving = await player.page.evaluate(() => [
                ...document.getAnimations().map((animation) => `the animation ${animation.id}`),
                ...[...document.querySelectorAll('*')]
                    .filter((element) => getComputedStyle(element).scrollBehavior === 'smooth')
                    .map((element) => `the scrolling of ${element.tagName}`),
                ...[document.documentElement.dataset.scrolls ?? []].flat(),
            ]);
            if (moving.length) throw new Error(`step ${position}: it moves: ${moving[0]}`);
        }
    });
}

/** With the Tab key alone one gets to each control, and sees where one is. @param {Subject} subject */
export async function keyboard({ browser, file, seen }) {
    await Player.with(browser, file, {}, async (player) => {
        const { page } = player;
        await player.go(seen[Math.floor(seen.length / 2)].position);
        const controls = await page.evaluate(() => {
            const all = document.querySelectorAll('#controls button, #controls input, #controls select');
            for (const [index, control] of all.entries()) control.setAttribute('data-number', String(index));
            return [...all].map((control) => control.getAttribute('data-go') ?? control.id);
        });
        for (const name of ['first', 'previous-switch', 'previous', 'play', 'next', 'next-switch', 'last', 'position', 'pace', 'predict']) {
            if (!controls.includes(name)) throw new Error(`there is no control "${name}"`);
        }
        const reached = new Set();
        for (let tabs = 0; tabs < controls.length + 40 && reached.size < controls.length; tabs++) {
            await player.press('Tab');
            const focused = await page.evaluate(() => {
                const element = document.activeElement;
                if (!(element instanceof HTMLElement) || element.dataset.number === undefined) return null;
                const style = getComputedStyle(element);
                const isSeen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
                return { number: Number(element.dataset.number), isSeen };
            });
            if (!focused) continue;
            reached.add(focused.number);
            if (!focused.isSeen) throw new Error(`one does not see that the control "${controls[focused.number]}" has the focus`);
        }
        const missed = controls.find((_, number) => !reached.has(number));
        if (missed) throw new Error(`the Tab key does not lead to the control "${missed}"`);
    });
}

/** What a screen reader is told has names, and each step is announced. @param {Subject} subject */
export async function names({ browser, file, seen, runs }) {
    await Player.with(browser, file, {}, async (player) => {
        const { page } = player;
        await player.go(seen[Math.floor(seen.length / 2)].position);
        const { nodes } = await player.devTools.send('Accessibility.getFullAXTree');
        const shown = nodes.filter((node) => !node.ignored);
        const roles = ['button', 'slider', 'combobox', 'img', 'link', 'region', 'navigation', 'table'];
        const count = Object.fromEntries(roles.map((role) => [role, 0]));
        for (const node of shown) {
            const role = node.role?.value;
            if (role in count) count[role] += 1;
            if (['button', 'slider', 'combobox', 'img', 'link', 'region'].includes(role) && !node.name?.value) {
                throw new Error(`a screen reader has no name for a ${role}`);
            }
        }
        if (count.button < 7 || count.slider < 1 || count.combobox < 2) {
            throw new Error(`a screen reader finds ${count.button} buttons, ${count.slider} sliders and ${count.combobox} choices`);
        }
        const headings = shown.filter((node) => node.role?.value === 'heading').map((node) => node.name?.value ?? '');
        for (const { title } of runs) {
            if (!headings.some((heading) => heading.includes(title))) throw new Error(`no heading says "${title}"`);
        }
        const live = await page.locator('#words').getAttribute('aria-live');
        if (live !== 'polite') throw new Error('#words is not announced');
    });
}

/** Returns what is wrong with how the page is laid out. It runs in the page. */
function layout() {
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll('body *')].filter((element) => {
            for (let outer = element.parentElement; outer; outer = outer.parentElement) {
                if (getComputedStyle(outer).overflowX !== 'visible') return false;
            }
            return element.getBoundingClientRect().right > innerWidth + 1;
        });
        const { tagName, id, dataset } = /** @type {HTMLElement} */ (wide[wide.length - 1] ?? root);
        return `it is ${root.scrollWidth} pixels wide, because of ${tagName} ${id || JSON.stringify(dataset)}`;
    }
    const controls = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#controls button, #controls input, #controls select')]);
    const boxes = [];
    for (const control of controls) {
        const name = control.dataset.go ?? control.id;
        control.scrollIntoView({ block: 'nearest' });
        const box = control.getBoundingClientRect();
        if (box.left < 0 || box.right > innerWidth) return `the control "${name}" is not in the window`;
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!top || (top !== control && !control.contains(top))) {
            return `the control "${name}" is covered by ${top?.tagName} "${top?.textContent?.slice(0, 40)}"`;
        }
        if (control.scrollWidth > control.clientWidth + 1 && control.tagName === 'BUTTON') return `the text of "${name}" does not fit`;
        for (const other of boxes) {
            const [width, height] = [Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left), Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)];
            if (width > 1 && height > 1) return `the controls "${name}" and "${other.name}" overlap`;
        }
        boxes.push({ name, box });
    }
    // What is last on the page can be scrolled to, and is not below the controls.
    scrollTo(0, root.scrollHeight);
    const panels = [...document.querySelectorAll('[data-panel]')].map((panel) => panel.getBoundingClientRect().bottom);
    const nav = /** @type {HTMLElement} */ (document.querySelector('#controls')).getBoundingClientRect();
    scrollTo(0, 0);
    const words = /** @type {HTMLElement} */ (document.querySelector('#words')).getBoundingClientRect();
    if (nav.top > 0 && Math.max(...panels) > nav.top + 1 && Math.max(...panels) <= nav.bottom + 1) return 'the controls cover the end of the last panel';
    if (words.bottom > innerHeight || words.width < 100) return 'the step in words is not to be seen when the page opens';
    return null;
}

/** Returns which text can hardly be read. It runs in the page. @param {{ large: number, other: number }} least */
function contrast(least) {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) return 'there is no canvas';
    /** Returns the colours, one over the other, as red, green and blue. @param {string[]} colours */
    const mixed = (colours) => {
        canvas.fillStyle = 'white';
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    /** @param {number[]} colour */
    const luminance = (colour) => {
        const [red, green, blue] = colour.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const element = node.parentElement;
        const text = node.textContent?.trim();
        if (!element || !text || element.closest('script, style, svg, option, :disabled, [aria-disabled="true"]')) continue;
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const behind = [];
        for (let outer = /** @type {Element | null} */ (element); outer; outer = outer.parentElement) {
            behind.unshift(getComputedStyle(outer).backgroundColor);
        }
        const style = getComputedStyle(element);
        const page = matchMedia('(prefers-color-scheme: dark)').matches ? 'black' : 'white';
        const [front, back] = [[page, ...behind, style.color], [page, ...behind]].map(mixed).map(luminance);
        const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (isLarge ? least.large : least.other) - 0.01) return `the contrast of "${text.slice(0, 40)}" is ${ratio.toFixed(2)}`;
    }
    return null;
}
