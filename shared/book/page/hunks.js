// Opens what is folded while the book is printed.
'use strict';

(() => {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener('beforeprint', () => {
        opened = [...document.querySelectorAll('details')].filter((details) => !details.open);
        for (const details of opened) details.open = true;
    });
    addEventListener('afterprint', () => {
        for (const details of opened) details.open = false;
    });
})();
