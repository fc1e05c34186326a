// Shows each player in the page that links to it, as light or dark as that page.
'use strict';

(() => {
    const root = document.documentElement;
    // On paper, nothing can be played.
    if (/\/print\.html$/.test(location.pathname)) {
        root.classList.add('whole-book');
        return;
    }

    /** @type {HTMLIFrameElement[]} */
    const frames = [];
    const tell = () => {
        const scheme = getComputedStyle(root).colorScheme === 'dark' ? 'dark' : 'light';
        // A page that was opened from a file has no origin to name.
        for (const frame of frames) frame.contentWindow?.postMessage(scheme, '*');
    };
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.player a'))) {
        const frame = document.createElement('iframe');
        frame.className = 'player-frame';
        frame.title = 'A run, step by step';
        frame.loading = 'lazy';
        frame.addEventListener('load', tell);
        frame.src = link.href;
        link.parentElement?.before(frame);
        link.textContent = 'Open this player on a page of its own';
        frames.push(frame);
    }
    // mdBook says by a class which theme there is.
    if (frames.length) new MutationObserver(tell).observe(root, { attributeFilter: ['class'] });
})();
