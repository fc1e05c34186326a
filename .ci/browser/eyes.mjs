// What is seen in a page. These functions run in the page, so that each is complete in itself.

/**
 * @typedef {object} Sight What is shown of a run at some step.
 * @property {Record<string, string>} panels The text of each panel.
 * @property {string[] | null} queue The tasks in the run queue, in their order.
 * @property {Record<string, Record<string, string>>} tasks The cells of each task.
 * @property {string[] | null} printed The lines printed.
 * @property {number} work The pieces of work in the queue.
 * @property {number[]} now The lines that run now.
 * @property {Record<string, number>} markers The line where each task is.
 * @property {boolean} isNowSeen Whether the first of the lines that run now is in sight in the program.
 */

/**
 * Plays the page from one position to another and back again, by its buttons. Returns what is seen at each
 * position on the way there, and what differs on the way back.
 * @param {{ from: number, to: number }} way
 */
export function walk({ from, to }) {
    /** @template {Element} E @param {string} selector @returns {E} */
    const the = (selector) => {
        const element = /** @type {E | null} */ (document.querySelector(selector));
        if (!element) throw new Error(`the page has no ${selector}`);
        return element;
    };
    const position = /** @type {HTMLInputElement} */ (the('#position'));
    /** @param {string} selector @param {Element} [within] */
    const all = (selector, within) =>
        /** @type {HTMLElement[]} */ ([...(within ?? document).querySelectorAll(selector)]);
    /** @param {HTMLElement} element */
    const text = (element) => element.innerText.trim();
    /** @param {Element} article @returns {Sight} */
    const sight = (article) => {
        /** @param {string} name */
        const panel = (name) => article.querySelector(`[data-panel="${name}"]`) ?? undefined;
        const [queue, printed, program] = ['run-queue', 'printed', 'program'].map(panel);
        const rows = all('[data-panel="tasks"] [data-task]', article);
        const now = all('[data-panel="program"] [data-now]', article);
        const isIn = (/** @type {Element} */ line) => {
            const [inner, outer] = [line, /** @type {Element} */ (program)].map((e) => e.getBoundingClientRect());
            return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        };
        return {
            panels: Object.fromEntries(all('[data-panel]', article).map((e) => [e.dataset.panel, text(e)])),
            queue: queue ? all('li[data-task]', queue).map((item) => item.dataset.task ?? '') : null,
            tasks: Object.fromEntries(rows.map((row) => [
                row.dataset.task,
                Object.fromEntries(all('[data-cell]', row).map((cell) => [cell.dataset.cell, text(cell)])),
            ])),
            printed: printed ? all('li', printed).map(text) : null,
            work: all('[data-panel="work"] li', article).length,
            now: now.map((line) => Number(line.dataset.line)),
            markers: Object.fromEntries(
                all('[data-panel="program"] [data-line] [data-task]', article).map((marker) => [
                    marker.dataset.task,
                    Number(/** @type {HTMLElement} */ (marker.closest('[data-line]')).dataset.line),
                ]),
            ),
            isNowSeen: now.length === 0 || isIn(now[0]),
        };
    };
    /** Returns all of an element that is not hidden: texts, and attributes. @param {Element} element @returns {string} */
    const written = (element) => {
        if (element.hasAttribute('hidden')) return '';
        const attributes = [...element.attributes].filter(({ value }) => value).map(({ name, value }) => ` ${name}="${value}"`);
        const children = [...element.childNodes].map((child) =>
            child instanceof Element ? written(child) : (child.textContent ?? ''));
        return `<${element.tagName}${attributes.sort().join('')}>${children.join('')}`;
    };
    const panels = () =>
        all('article').flatMap((article) =>
            all('[data-panel]', article).map((panel) => ({
                name: `${panel.dataset.panel} of run ${article.dataset.run}`,
                is: `${article.className} ${panel.innerText}\n${written(panel)}`,
            })),
        );

    position.value = String(from);
    position.dispatchEvent(new Event('input', { bubbles: true }));
    /** @type {ReturnType<typeof panels>[]} */
    const forwards = [];
    const seen = [];
    for (let step = from; ; step++) {
        if (Number(position.value) !== step) throw new Error(`one step on, it is at ${position.value}, not ${step}`);
        forwards[step] = panels();
        seen.push({
            position: step,
            step: text(the('#step')),
            words: text(the('#words')),
            runs: all('article').map(sight),
            isTooWide: document.documentElement.scrollWidth > innerWidth,
            scrolled: scrollX + scrollY,
            lanes: all('[data-panel="lanes"]').map((lanes) => {
                const { left, right } = lanes.getBoundingClientRect();
                return `${Math.round(left)} to ${Math.round(right)}`;
            }).join(),
        });
        if (step === to) break;
        /** @type {HTMLElement} */ (the('[data-go="next"]')).click();
    }
    const faults = [];
    for (let step = to; ; step--) {
        const back = panels();
        for (const [number, panel] of forwards[step].entries()) {
            const is = back[number]?.is ?? '';
            if (is === panel.is) continue;
            const at = [...panel.is].findIndex((character, index) => character !== is[index]);
            const [was, now] = [panel.is, is].map((all) => all.slice(Math.max(0, at - 40), at + 40));
            faults.push({ step, panel: panel.name, was, now });
        }
        if (step === from) break;
        /** @type {HTMLElement} */ (the('[data-go="previous"]')).click();
    }
    return { seen, faults };
}
