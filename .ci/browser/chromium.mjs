// Finds Chromium, or Chrome, on this machine: node chromium.mjs prints where it is.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Returns the path of the browser, or nothing if there is none. */
export function chromium() {
    const names = ['chromium', 'chromium-browser', 'google-chrome'];
    const folders = (process.env.PATH ?? '').split(delimiter);
    return [
        ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ].find((path) => existsSync(path));
}

if (realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
    const path = chromium();
    if (path) console.log(path);
    else process.exitCode = 1;
}
