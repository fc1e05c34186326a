// Makes the options of each question buttons: a click says whether that one is right, and why it is or isn't.
'use strict';

(() => {
    /** Returns the letter that an item begins with. @param {Element} item @param {RegExp} shape */
    const letterOf = (item, shape) => shape.exec(item.querySelector('strong')?.textContent ?? '')?.[1];

    /** Returns copies of some nodes, none of which has the name of its original. @param {Iterable<Node>} nodes */
    const copies = (nodes) => [...nodes].map((node) => {
        const copy = node.cloneNode(true);
        if (copy instanceof Element) {
            for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
            for (const button of copy.querySelectorAll('.buttons')) button.remove();
        }
        return copy;
    });

    for (const question of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.question'))) {
        const right = question.dataset.answer;
        const list = question.querySelector(':scope > ul');
        const details = question.querySelector(':scope > details');
        if (!list || !details) continue;
        // Why each wrong option is wrong, and, before that, why the right one is right.
        const reasons = [...details.querySelectorAll(':scope > ul > li')];
        const whole = [...details.children].filter(({ tagName }) => !['SUMMARY', 'UL'].includes(tagName));
        const verdict = document.createElement('div');
        verdict.className = 'verdict';
        verdict.setAttribute('aria-live', 'polite');

        /** @type {HTMLButtonElement[]} */
        const buttons = [];
        for (const item of list.children) {
            const letter = letterOf(item, /^([A-Z])\.$/);
            if (!letter) continue;
            const button = document.createElement('button');
            button.type = 'button';
            button.dataset.option = letter;
            button.setAttribute('aria-pressed', 'false');
            // What is in a paragraph may not be in a button.
            for (const paragraph of item.querySelectorAll(':scope > p')) paragraph.replaceWith(...paragraph.childNodes);
            button.append(...item.childNodes);
            item.append(button);
            buttons.push(button);
            button.addEventListener('click', () => {
                const isRight = letter === right;
                for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
                button.dataset.is = isRight ? 'right' : 'wrong';
                const word = document.createElement('p');
                word.className = 'word';
                word.textContent = isRight ? 'Right.' : 'Not this one.';
                const reason = reasons.find((reason) => letterOf(reason, /^([A-Z])$/) === letter);
                const why = document.createElement('div');
                why.append(...copies(isRight ? whole : reason?.childNodes ?? []));
                verdict.dataset.is = button.dataset.is;
                verdict.replaceChildren(word, why);
            });
        }
        list.classList.add('options');
        list.after(verdict);
        const summary = details.querySelector('summary');
        if (summary) summary.textContent = 'The whole answer';
    }
})();
