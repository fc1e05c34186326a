// Whether the page asks what it should ask, and judges the answers.
import { Player } from './player.mjs';
import { merged } from './run.mjs';

/** @typedef {import('./moving.mjs').Subject} Subject */

/** The questions of each kind that are answered, of a long run. */
const MOST = 60;

/** The questions of both kinds, with right answers and with wrong ones, by keys and by buttons. @param {Subject} subject */
export async function predict({ browser, file, runs }) {
    let asked = 0;
    const kinds = /** @type {const} */ (['who', 'what']).filter((kind) =>
        runs.some(({ steps }) => steps.some((step) => step[kind])));
    for (const [number, kind] of kinds.entries()) {
        await Player.with(browser, file, {}, async (player) => {
            for (let presses = 0; presses <= number; presses++) await player.press('p');
            const chosen = await player.page.locator('#predict').inputValue();
            if (chosen !== kind) throw new Error(`the key p chooses "${chosen}", and not "${kind}"`);
            asked += await questions(player, runs, kind);
        });
    }
    return asked;
}

/** @param {Player} player @param {import('./run.mjs').Run[]} runs @param {'who' | 'what'} kind */
async function questions(player, runs, kind) {
    const { page } = player;
    const question = page.locator('#question');
    const steps = merged(runs);
    // What one run asks is asked before its own next step.
    const expected = steps.flatMap(({ run, index, step }, number) => {
        const next = steps.findIndex((other, after) => after > number && other.run === run && other.index === index + 1);
        const choices = step[kind];
        return choices ? [{ choices, before: next + 1 }] : [];
    }).sort((one, other) => one.before - other.before);

    let right = 0;
    for (const [number, { choices, before }] of expected.slice(0, MOST).entries()) {
        const place = `step ${before - 1}, asked "${kind}"`;
        for (let steps = 0; !(await question.isVisible()); steps++) {
            if (steps > before || (await player.step()) >= before) throw new Error(`${place}: it does not ask`);
            await player.press(steps % 2 ? 'ArrowRight' : 'Shift+ArrowRight');
        }
        await player.isAt(before - 1, `stopping for the question before step ${before}`);
        const buttons = question.locator('button[data-choice]');
        const texts = await buttons.evaluateAll((buttons) => buttons.map((button) => button.textContent ?? ''));
        if (texts.length !== choices.length) throw new Error(`${place}: it offers ${texts.join(', ')}`);
        for (const [index, { text }] of choices.entries()) {
            if (!texts[index].includes(text)) throw new Error(`${place}: choice ${index + 1} is "${texts[index]}", and not "${text}"`);
        }
        // Every second answer is wrong, each time another one, and every third is clicked.
        const isRight = (/** @type {import('./run.mjs').Choice} */ choice) => choice.right === true;
        const wrong = choices.filter((choice) => !isRight(choice));
        const picked = number % 2 ? choices.findIndex(isRight) : choices.indexOf(wrong[(number / 2) % wrong.length]);
        const byKey = number % 3 > 0;
        if (byKey) await player.press(String(picked + 1));
        else await buttons.nth(picked).click();
        const { right: fits = false, why, idea, text } = choices[picked];
        const best = choices[choices.findIndex(isRight)];
        right += Number(fits);
        const said = await page.locator('#answer').innerText();
        for (const sentence of [why, best.why]) {
            if (!said.includes(sentence)) throw new Error(`${place}: to "${text}", it does not say "${sentence}", but "${said}"`);
        }
        if (/\bright\b/i.test(said.slice(0, 20)) !== fits) throw new Error(`${place}: it says of "${text}": "${said}"`);
        const named = (await page.locator('#idea:visible').allInnerTexts()).join('');
        if (idea ? !named.includes(idea) : named) throw new Error(`${place}: "${text}" stands for "${idea ?? ''}", and not for "${named}"`);
        const score = await page.locator('#score').innerText();
        if (!score.includes(`${right} of ${number + 1}`)) throw new Error(`${place}: ${right} of ${number + 1} are right, and not "${score}"`);
        await player.isAt(before - 1, 'an answer');
        if (byKey) await player.press('Enter');
        else await page.locator('[data-go="on"]').click();
        await player.isAt(before, 'going on after an answer');
    }
    // No more is asked, and nothing again.
    for (const [key, step] of /** @type {const} */ ([['End', steps.length], ['Home', 1]])) {
        await player.press(key);
        await player.isAt(step, `the key ${key} while it predicts`);
    }
    const answered = expected.length > MOST ? expected[MOST - 1].before : steps.length;
    for (let step = 1; step < answered; step++) await player.press('ArrowRight');
    await player.isAt(answered, 'going through all that was answered');
    return Math.min(expected.length, MOST);
}
