'use strict';

// The data, as `README.md` of this package documents them.

/** @typedef {[file: number, line: number]} Place */
/** @typedef {number | 'main' | 'nobody' | null} Thread */
/** @typedef {[start: number, end: number, state: string, work?: number]} Span */
/** @typedef {{all: number, kept: [first: number, names: string[]][]}} Names */
/** @typedef {{text: string, right?: boolean, why: string, idea?: string}} Choice */
/**
 * @typedef {object} Task
 * @property {'running' | 'ready' | 'waiting' | 'finished'} state
 * @property {Place | null} [place]
 * @property {string | null} [wait]
 * @property {number | null} [until]
 * @property {string | null} [waker]
 * @property {number | null} [work]
 */
/**
 * @typedef {object} Step
 * @property {number} at
 * @property {string} words
 * @property {boolean} [switch]
 * @property {[file: number, first: number, last: number] | null} [lines]
 * @property {Partial<Omit<State, 'tasks'>> & {tasks?: Record<string, Task>}} is
 * @property {Choice[]} [who]
 * @property {Choice[]} [what]
 */
/**
 * @typedef {object} Run
 * @property {string} title
 * @property {string} [note]
 * @property {'evening' | number} clock
 * @property {number} end
 * @property {{name: string, lines: string[]}[]} files
 * @property {{name: string, spans: Span[]}[]} lanes
 * @property {Names} work
 * @property {boolean} queue
 * @property {Names} printed
 * @property {Step[]} steps
 */

// The states made from the data.

/**
 * The state after a step. Whatever a step doesn't change is the same object as before.
 * @typedef {object} State
 * @property {string} words
 * @property {Step['lines']} lines
 * @property {Step['lines']} latest The lines, or else the last ones before.
 * @property {Thread} thread
 * @property {number[] | null} run_queue
 * @property {Place | null} main
 * @property {number | null} taken
 * @property {number} printed
 * @property {Task[]} tasks
 * @property {State | null} before
 */
/**
 * A part of the page that shows a part of the states.
 * @typedef {object} Panel
 * @property {string} name
 * @property {string} title
 * @property {string} [about] Its content, in a few words.
 * @property {Node[]} body
 * @property {(state: State) => unknown[]} uses The values that it shows. It is only redrawn if they change.
 * @property {(state: State) => void} show
 */
/** @typedef {(run: Run, states: State[]) => Panel | null} MakePanel */

/** The shapes of tasks. Each has a colour of its own. */
const SHAPES = ['●', '■', '▲', '◆', '▼', '★', '✚', '⬢'];
/** The looks of spans, in the order in which they're drawn: nothing hides a running task. */
const LOOKS = ['waiting', 'ready', 'turns', 'running'];
/** The width in pixels of a moment that would be too narrow to see. */
const MOMENT = 2;
/** The distance in pixels within which a dragged cursor snaps to a step. */
const NEAR = 2;
/** The width in pixels below which spans are merged with neighbours that are just as narrow. */
const DENSE = 0.75;
/** The maximum number of pieces of work in the queue that are shown. */
const AHEAD = 40;
/** The maximum number of printed lines that are shown. */
const LINES = 100;
/** The seconds that it takes to play everything to scale. */
const IN_TIME = 20;
/** The milliseconds below which steps follow each other too fast for smooth scrolling. */
const FAST = 500;
/** The milliseconds between two changes of the address: browsers allow only so many. */
const ADDRESS = 300;

/** @type {State} */
const BEGIN = {
  words: '',
  lines: null,
  latest: null,
  thread: null,
  run_queue: null,
  main: null,
  taken: null,
  printed: 0,
  tasks: [],
  before: null,
};

/** @type {Run[]} */
const runs = JSON.parse(query('#runs', HTMLScriptElement).text);
const longest = Math.max(...runs.map((run) => run.end)) || 1;
const still = matchMedia('(prefers-reduced-motion: reduce)');

// Small tools.

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function query(selector, type) {
  const found = document.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`there is no ${selector}`);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[T]}
 */
function html(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.append(...content);
  return element;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} text */
function svg(tag, attributes, text = '') {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(value));
  }
  element.textContent = text;
  return element;
}

/**
 * Returns the index of the last number that is not above a value; -1 if there is none.
 * @param {number[]} numbers in ascending order
 * @param {number} value
 */
function lastUntil(numbers, value) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param {Names} names @returns {Map<number, string>} */
function namesOf(names) {
  /** @type {Map<number, string>} */
  const all = new Map();
  for (const [first, following] of names.kept) {
    following.forEach((name, index) => all.set(first + index, name));
  }
  return all;
}

/** @param {number} seconds since the evening began */
function timeOfDay(seconds) {
  const minutes = 17 * 60 + Math.round(seconds / 60);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** @param {Run} run @param {number} time */
function timeIn(run, time) {
  return run.clock === 'evening' ? timeOfDay(time) : `${time.toFixed(run.clock)} s`;
}

/** @param {Run} run @returns {State[]} */
function statesOf(run) {
  /** @type {State[]} */
  const states = [];
  let before = BEGIN;
  for (const { words, lines = null, is } of run.steps) {
    const tasks = is.tasks ? Object.assign([...before.tasks], is.tasks) : before.tasks;
    before = { ...before, ...is, tasks, words, lines, latest: lines ?? before.latest, before };
    states.push(before);
  }
  return states;
}

// The names of tasks.

/**
 * Returns the shape and the name of a task, or of `main`.
 * @param {Run} run
 * @param {number | 'main'} task
 * @returns {(Node | string)[]}
 */
function named(run, task) {
  if (task === 'main') return ['main'];
  const look = task % SHAPES.length;
  const style = `--task: var(--task-${look})`;
  return [
    html('span', { class: 'shape', style, 'aria-hidden': 'true' }, SHAPES[look]),
    run.lanes[task]?.name ?? `task ${task + 1}`,
  ];
}

// The panels.

/** @type {MakePanel} */
const program = (run, states) => {
  if (!run.files.length || !states.some((state) => state.lines || state.main)) return null;
  const files = run.files.map((file) => {
    const lines = file.lines.map((text, index) => {
      const code = text.trimStart();
      const indent = text.slice(0, text.length - code.length);
      // Long lines are broken at method calls.
      const parts = code.split(/(?=\.\w)|(?<=::|\()/).flatMap((part) => [html('wbr'), part]);
      return html(
        'div',
        { 'data-line': index + 1 },
        html('span', { class: 'marks' }),
        html('span', { class: 'number' }, String(index + 1)),
        html('span', { class: 'indent' }, indent),
        html('code', code.startsWith('//') ? { class: 'comment' } : {}, ...parts),
      );
    });
    const box = html(
      'div',
      { class: 'file', tabindex: 0, role: 'group', 'aria-label': file.name },
      ...lines,
    );
    return { box, lines };
  });
  const tabs = run.files.map((file, index) => {
    const tab = html('button', { type: 'button', 'aria-pressed': 'false' }, file.name);
    tab.addEventListener('click', () => open(index));
    return tab;
  });
  /** @type {(number | 'main')[]} */
  const everybody = ['main', ...run.lanes.keys()];
  const markers = everybody.map((who) =>
    html('span', { class: 'mark', 'data-task': who }, ...named(run, who)),
  );
  /** @type {HTMLElement[]} */
  let now = [];

  /** @param {number} shown */
  function open(shown) {
    files.forEach(({ box }, index) => (box.hidden = index !== shown));
    tabs.forEach((tab, index) => tab.setAttribute('aria-pressed', String(index === shown)));
  }

  /** @param {State} state @param {number | 'main'} who */
  function lineOf(state, who) {
    const task = who === 'main' ? { place: state.main, state: '' } : state.tasks[who];
    const place = task?.state === 'finished' ? null : task?.place;
    return place ? files[place[0]].lines[place[1] - 1] : undefined;
  }

  /** The lines where tasks are, and where main is while they run. @type {Set<HTMLElement>[]} */
  const [ofTasks, ofMain] = [new Set(), new Set()];
  for (const state of states) {
    for (const who of everybody) {
      const line = lineOf(state, who);
      if (line && who !== 'main') ofTasks.add(line);
      else if (line && typeof state.thread === 'number') ofMain.add(line);
    }
  }
  const wanted = [[...ofTasks, ...ofMain], [...ofTasks]];
  // There is room for the markers of all tasks in one line, unless there are many.
  const widths = run.lanes.map(({ name }) => 0.8 * (name.length + 1) + 2.8);
  const margin = widths.reduce((all, width) => all + width, 0);
  for (const { box } of files) box.style.setProperty('--marks', `${Math.min(margin, 20)}ch`);

  return {
    name: 'program',
    title: 'Program',
    about: '▶ runs now; a name stands where its task is',
    body: [html('div', { class: 'tabs' }, ...tabs), ...files.map((file) => file.box)],
    uses: (state) => [state.lines, state.latest, state.main, state.tasks, state.thread],
    show: (state) => {
      const [shown, first, last] = state.latest ?? [0, 1, 1];
      open(shown);
      for (const line of now) line.removeAttribute('data-now');
      now = [];
      const { box, lines } = files[shown];
      const current = lines.slice(first - 1, last);
      if (state.lines) now = current;
      for (const line of now) line.setAttribute('data-now', '');
      everybody.forEach((who, index) => {
        const marker = markers[index];
        const does =
          who === 'main' ? (state.thread === 'main' ? 'running' : '') : state.tasks[who]?.state;
        marker.setAttribute('data-state', does ?? '');
        marker.remove();
        lineOf(state, who)?.firstElementChild?.append(marker);
      });
      if (current.length) keepInView(box, current, wanted);
    },
  };
};

/** The boxes that were scrolled once. @type {WeakSet<HTMLElement>} */
const scrolled = new WeakSet();

/**
 * Scrolls a box, and nothing but it, so that the current lines are visible, and, if there is room,
 * the wanted ones as well.
 * @param {HTMLElement} box
 * @param {HTMLElement[]} current
 * @param {HTMLElement[][]} wanted
 */
function keepInView(box, current, wanted) {
  // In a narrow window, the dock at the bottom may hide a part of the box.
  const { top: edge, bottom: end } = box.getBoundingClientRect();
  const covers = [now, controls].map((cover) => cover.getBoundingClientRect().top);
  const hidden = end - Math.min(end, ...covers.filter((cover) => cover > edge));
  const height = box.clientHeight - (hidden < box.clientHeight / 2 ? hidden : 0);
  /** @param {HTMLElement[]} lines */
  const extent = (lines) => ({
    top: Math.min(...lines.map((line) => line.offsetTop)),
    bottom: Math.max(...lines.map((line) => line.offsetTop + line.offsetHeight)),
  });
  const { top, bottom } = extent(current);
  const space = 2 * current[0].offsetHeight;
  const isSeen =
    scrolled.has(box) && top - space >= box.scrollTop && bottom + space <= box.scrollTop + height;
  // Smooth scrolling has to stop where the next step needs it.
  if (isSeen && isCalm) return;
  scrolled.add(box);
  const best = wanted
    .map((lines) => extent([...current, ...lines.filter((line) => line.parentNode === box)]))
    .find((all) => all.bottom - all.top <= height);
  const next = best
    ? Math.max(best.top - space / 2, best.bottom - height)
    : (top + bottom - height) / 2;
  const behavior = isCalm && !still.matches ? 'smooth' : 'instant';
  box.scrollTo({ top: isSeen ? box.scrollTop : next, behavior });
}

/** @type {MakePanel} */
const thread = (run, states) => {
  if (states.every((state) => state.thread === null)) return null;
  const who = html('p');
  return {
    name: 'thread',
    title: 'Thread',
    about: 'runs one thing at a time',
    body: [who],
    uses: (state) => [state.thread, state.run_queue, state.tasks],
    show: ({ thread, run_queue: queue, tasks }) => {
      const isLoop =
        queue &&
        tasks.some((task) => task.place) &&
        tasks.some((task) => task.state !== 'finished');
      if (thread === null) who.replaceChildren('Nobody has it yet.');
      else if (thread === 'nobody')
        who.replaceChildren(html('b', {}, 'Nobody'), ' has it: no task can run.');
      else
        who.replaceChildren(
          html('b', {}, ...named(run, thread)),
          thread === 'main' && isLoop ? ' has it: its loop picks the next task.' : ' has it.',
        );
    },
  };
};

/** @type {MakePanel} */
const runQueue = (run, states) => {
  if (states.every((state) => state.run_queue === null)) return null;
  const list = html('ol', { class: 'row telling' });
  const words = html('p', { class: 'telling' });
  const isWoken = states.some((state) => state.tasks.some((task) => task.waker));
  const polls = 'Nothing needs waking here: the loop polls every task in turn.';
  return {
    name: 'run-queue',
    title: 'Run queue',
    about: 'tasks that are ready, in the order in which they get the thread',
    body: [list, words, ...(isWoken ? [] : [html('p', { class: 'note' }, polls)])],
    uses: (state) => [state.run_queue, state.thread, state.tasks],
    show: ({ run_queue: queue, thread, tasks }) => {
      const items = queue ?? [];
      list.replaceChildren(
        ...items.map((task) => html('li', { 'data-task': task }, ...named(run, task))),
      );
      if (queue === null) {
        words.replaceChildren('No tasks yet.');
      } else if (typeof thread === 'number' && items.length) {
        const queued = items.length === 1 ? named(run, items[0]) : ['them'];
        const polls = ' has the thread, so nobody polls ';
        words.replaceChildren(...named(run, thread), polls, ...queued, '.');
      } else if (items.length) {
        words.replaceChildren(
          items.length === 1 ? 'It is polled next.' : 'They are polled in this order.',
        );
      } else if (thread === 'nobody') {
        const until = Math.min(
          ...tasks.map((task) => (task.state === 'waiting' && task.until) || Infinity),
        );
        const end = until === Infinity ? '' : ` until ${timeIn(run, until)}`;
        words.replaceChildren(`It is empty, so the thread rests${end}.`);
      } else {
        words.replaceChildren('It is empty.');
      }
    },
  };
};

/** @type {MakePanel} */
const tasks = (run, states) => {
  const names = namesOf(run.work);
  /** @type {[cell: string, title: string, text: (task: Task) => string][]} */
  const all = [
    ['state', 'State', (task) => task.state],
    ['wait', 'Waits for', (task) => task.wait ?? ''],
    ['until', 'Until', (task) => (typeof task.until === 'number' ? timeIn(run, task.until) : '')],
    ['waker', 'Waker held by', (task) => task.waker ?? ''],
    ['work', 'Work', (task) => (typeof task.work === 'number' ? (names.get(task.work) ?? '') : '')],
  ];
  const kinds = new Set(
    states.flatMap((state) => (state.tasks === state.before?.tasks ? [] : state.tasks)),
  );
  if (!kinds.size) return null;
  const columns = all.filter(([, , text]) => [...kinds].some(text));
  const rows = run.lanes.map((_, number) => {
    const cells = columns.map(([name]) =>
      html('td', { 'data-cell': name, class: name === 'until' ? 'telling' : '' }),
    );
    const head = html('th', { scope: 'row' }, ...named(run, number));
    return {
      element: html('tr', { 'data-task': number, 'data-state': '' }, head, ...cells),
      cells,
    };
  });
  const head = ['Task', ...columns.map(([, title]) => title)].map((title) =>
    html('th', { scope: 'col' }, title),
  );
  return {
    name: 'tasks',
    title: run.clock === 'evening' ? 'Who does what' : 'Tasks',
    about: columns.some(([name]) => name === 'waker')
      ? 'a waker is called to put its task back into the run queue'
      : '',
    body: [
      html(
        'table',
        {},
        html('thead', {}, html('tr', {}, ...head)),
        html('tbody', {}, ...rows.map((row) => row.element)),
      ),
    ],
    uses: (state) => [state.tasks, state.before?.tasks],
    show: ({ tasks, before }) => {
      rows.forEach(({ element, cells }, number) => {
        const task = tasks[number];
        const last = before?.tasks[number];
        element.hidden = !task;
        element.setAttribute('data-state', task ? task.state : '');
        columns.forEach(([, , text], column) => {
          const now = task ? text(task) : '';
          cells[column].textContent = now;
          cells[column].toggleAttribute('data-new', last !== undefined && text(last) !== now);
        });
      });
    },
  };
};

/** @type {MakePanel} */
const work = (run, states) => {
  if (!run.queue || states.every((state) => state.taken === null)) return null;
  const names = namesOf(run.work);
  const list = html('ol', { class: 'row' });
  const words = html('p');
  return {
    name: 'work',
    title: 'Queue of work',
    about: 'the work left to do; tasks take it from the front',
    body: [list, words],
    uses: (state) => [state.taken],
    show: ({ taken }) => {
      const first = taken ?? run.work.all;
      const shown = Math.min(first + AHEAD, run.work.all);
      const numbers = Array.from({ length: shown - first }, (_, index) => first + index);
      list.replaceChildren(...numbers.map((number) => html('li', {}, names.get(number) ?? '…')));
      if (taken === null) words.textContent = 'Nothing yet.';
      else if (shown < run.work.all)
        words.textContent = `and ${(run.work.all - shown).toLocaleString('en')} more`;
      else words.textContent = numbers.length ? '' : 'It is empty.';
    },
  };
};

/** @type {MakePanel} */
const printed = (run, states) => {
  if (states.every((state) => state.printed === 0)) return null;
  const names = namesOf(run.printed);
  const numbers = [...names.keys()];
  const list = html('ol', { class: 'terminal', tabindex: 0, 'aria-label': 'Printed' });
  return {
    name: 'printed',
    title: 'Printed',
    body: [list],
    uses: (state) => [state.printed, state.before?.printed],
    show: ({ printed, before }) => {
      const kept = numbers.slice(0, lastUntil(numbers, printed - 1) + 1).slice(-LINES);
      const items = [];
      let next = 0;
      for (const number of [...kept, printed]) {
        const left = (number - next).toLocaleString('en');
        if (number > next) items.push(html('li', { class: 'gap' }, `… and ${left} more`));
        if (number < printed) {
          const item = html('li', {}, names.get(number) ?? '');
          item.toggleAttribute('data-new', before !== null && number >= before.printed);
          items.push(item);
        }
        next = number + 1;
      }
      list.replaceChildren(...items);
      requestAnimationFrame(() => (list.scrollTop = list.scrollHeight));
    },
  };
};

// The lanes.

/** Returns the smallest of …, 0.5, 1, 2, 5, 10, … that is not less. @param {number} number */
function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return power * ([1, 2, 5].find((step) => step * power >= number * (1 - 1e-9)) ?? 10);
}

/**
 * Returns the ticks of the axis of time, at most so many and one.
 * @param {boolean} isEvening
 * @param {number} most
 * @returns {{at: number, text: string}[]}
 */
function ticksOf(isEvening, most) {
  const minutes = [5, 10, 15, 30, 60, 120].find((step) => longest / 60 / step <= most) ?? 240;
  const step = isEvening ? minutes * 60 : roundUp(longest / Math.max(most, 1));
  const [unit, name] = longest >= 0.1 ? [1, 's'] : longest >= 1e-3 ? [1e3, 'ms'] : [1e6, 'µs'];
  const decimals = Math.max(0, -Math.floor(Math.log10(step * unit * 1.01)));
  const ticks = [];
  for (let at = 0; at <= longest * (1 + 1e-9); at = step * ticks.length) {
    ticks.push({ at, text: isEvening ? timeOfDay(at) : (at * unit).toFixed(decimals) });
  }
  if (!isEvening) ticks[ticks.length - 1].text += ` ${name}`;
  return ticks;
}

/**
 * Returns the spans of a lane as they are drawn, so many pixels to a second.
 * @param {Span[]} spans
 * @param {number} scale
 */
function shapesOf(spans, scale) {
  /** @type {{start: number, end: number, look: string, ran: boolean, isDense: boolean}[]} */
  const shapes = [];
  for (const [start, end, look] of spans) {
    const isDense = (end - start) * scale < DENSE || look === 'turns';
    const ran = look === 'running' || look === 'turns';
    const last = shapes[shapes.length - 1];
    if (last && last.isDense && isDense) {
      last.end = end * scale;
      last.ran ||= ran;
      if (last.look !== look) last.look = 'turns';
    } else {
      shapes.push({ start: start * scale, end: end * scale, look, ran, isDense });
    }
  }
  return shapes;
}

/**
 * Draws the lanes of a run.
 * @param {Run} run
 * @param {SVGElement} picture
 * @param {number} width of the axis in pixels
 * @param {number} letter the size of letters in pixels
 */
function drawLanes(run, picture, width, letter) {
  const scale = width / longest;
  const names = namesOf(run.work);
  const lane = 2.4 * letter;
  const bar = 1.9 * letter;
  const bottom = run.lanes.length * lane;
  /** @type {Record<string, string>} */
  const paths = { waiting: '', ready: '', turns: '', running: '' };
  /** @type {Element[]} */
  const labels = [];
  run.lanes.forEach(({ spans }, number) => {
    const top = number * lane;
    const shapes = shapesOf(spans, scale);
    shapes.forEach(({ start, end, look, ran }, index) => {
      const isMoment = end - start < MOMENT;
      if (isMoment && !ran) return;
      if (isMoment) look = 'running';
      const inset = look === 'running' ? 0 : 0.5;
      let shown = end - start - inset - 0.5;
      if (isMoment) {
        // Wide enough to see, but not so wide that it hides its neighbours.
        const [before, after] = [shapes[index - 1], shapes[index + 1]];
        const beside =
          (before ? before.end - before.start : MOMENT) +
          (after ? after.end - after.start : MOMENT);
        shown = Math.max(end - start, Math.min(MOMENT, 0.2 * beside));
      }
      const height = bar - 2 * inset;
      paths[look] +=
        `M${(start + inset).toFixed(2)} ${top + inset}h${shown.toFixed(2)}v${height}h${(-shown).toFixed(2)}z`;
    });
    let next = 0;
    while (next < spans.length) {
      const work = spans[next][3];
      let widest = spans[next];
      for (; next < spans.length && spans[next][3] === work; next += 1)
        if (spans[next][1] - spans[next][0] > widest[1] - widest[0]) widest = spans[next];
      const [start, end, state] = widest;
      const text = work === undefined ? undefined : names.get(work);
      const room = (text ?? '').length * 0.55 * letter + 10;
      if (!text || (end - start) * scale < room + 2) continue;
      const x = ((start + end) / 2) * scale;
      labels.push(svg('text', { class: `on-${state}`, x, y: top + 1.3 * letter }, text));
    }
  });
  const ticks = ticksOf(run.clock === 'evening', width / (5 * letter));
  const marks = ticks.map(({ at }) => `M${at * scale} ${bottom}v5`).join('');
  picture.setAttribute('height', String(bottom + 1.6 * letter));
  picture.replaceChildren(
    ...LOOKS.map((look) => svg('path', { class: look, d: paths[look] })),
    ...labels,
    svg('path', { class: 'axis', d: `M0 ${bottom}h${width}${marks}` }),
    ...ticks.map(({ at, text }) =>
      svg('text', { class: 'tick', x: at * scale, y: bottom + 1.4 * letter }, text),
    ),
  );
}

/** @param {Run} run @param {(time: number) => void} drag */
function lanes(run, drag) {
  const about = `${run.lanes.map((lane) => lane.name).join(', ')}: until ${timeIn(run, run.end)}`;
  const picture = /** @type {SVGElement} */ (
    svg('svg', { role: 'img', 'aria-label': `Lanes of ${about}` })
  );
  const cover = html('div', { class: 'cover' });
  const cursor = html('div', { 'data-cursor': '' });
  const plot = html('div', { class: 'plot' }, picture, cover, cursor);
  const names = html(
    'div',
    { class: 'names' },
    ...run.lanes.map((_, number) => html('div', {}, ...named(run, number))),
  );
  let drawn = 0;

  function draw() {
    // The last tick has a unit, and room for it.
    const letter = parseFloat(getComputedStyle(plot).fontSize);
    const width = plot.clientWidth - 2 * letter;
    if (width <= 0 || width === drawn) return;
    drawn = width;
    drawLanes(run, picture, width, letter);
  }

  /** @param {PointerEvent} event */
  function follow(event) {
    const { left } = plot.getBoundingClientRect();
    drag(((event.clientX - left + NEAR) / drawn) * longest);
  }

  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    follow(event);
  });
  plot.addEventListener('pointermove', (event) => {
    if (plot.hasPointerCapture(event.pointerId)) follow(event);
  });
  new ResizeObserver(draw).observe(plot);
  return {
    body: [names, plot],
    /** @param {number} time */
    moveTo: (time) => {
      if (!drawn) draw();
      for (const element of [cover, cursor])
        element.style.setProperty('--at', String(time / longest));
    },
  };
}

// A run, with all its panels.

/** @param {Run} run @param {number} number @param {(time: number) => void} drag */
function view(run, number, drag) {
  const states = statesOf(run);
  const title = html('h2', { id: `run-${number}` }, run.title);
  const words = html('p', { class: 'words' });
  const picture = lanes(run, drag);
  // The program comes last, since it measures what is already there.
  const panels = [thread, runQueue, tasks, work, printed, program].flatMap(
    (panel) => panel(run, states) ?? [],
  );

  /** @param {Pick<Panel, 'name' | 'title' | 'about' | 'body'>} panel */
  function section({ name, title, about, body }) {
    const id = `${name}-${number}`;
    const of = runs.length > 1 ? [html('small', {}, ` ${run.title}`)] : [];
    return html(
      'section',
      { 'data-panel': name, 'aria-labelledby': id },
      html('h3', { id }, title, ...of),
      ...(about ? [html('p', { class: 'about' }, about)] : []),
      ...body,
    );
  }

  const sections = new Map(panels.map((panel) => [panel.name, section(panel)]));
  const group = (/** @type {string} */ of, /** @type {string[]} */ ...names) => {
    const members = names.flatMap((name) => sections.get(name) ?? []);
    return members.length ? [html('div', { class: of }, ...members)] : [];
  };
  const plot = section({ name: 'lanes', title: 'Lanes', body: picture.body });
  const top = html('div', { class: 'top' }, title, words, plot);
  if (run.note) top.append(html('p', { class: 'note' }, run.note));
  const element = html(
    'article',
    { 'data-run': number, 'aria-labelledby': `run-${number}` },
    top,
    ...group('code', 'program'),
    html(
      'div',
      { class: 'state' },
      ...group('who', 'thread', 'run-queue', 'tasks'),
      ...group('what', 'work', 'printed'),
    ),
  );

  /** @type {unknown[][]} */
  const shown = panels.map(() => []);
  return {
    element,
    /** @param {number} step @param {number} time */
    show: (step, time) => {
      const state = states[step] ?? BEGIN;
      words.textContent = runs.length > 1 ? state.words : '';
      picture.moveTo(time);
      panels.forEach((panel, index) => {
        const used = panel.uses(state);
        if (used.every((value, place) => place in shown[index] && value === shown[index][place]))
          return;
        shown[index] = used;
        panel.show(state);
      });
    },
    moveTo: picture.moveTo,
  };
}

// The steps of all runs, in time.

const sequence = runs
  .flatMap((run, number) => run.steps.map((step, index) => ({ run: number, index, at: step.at })))
  .sort((one, other) => one.at - other.at || one.run - other.run);
const times = sequence.map((entry) => entry.at);
const last = Math.max(sequence.length - 1, 0);
/** The step of each run at each position. @type {number[][]} */
const steps = [];
for (const { run, index } of sequence) {
  const now = [...(steps[steps.length - 1] ?? runs.map(() => -1))];
  now[run] = index;
  steps.push(now);
}

/** @param {number} position */
function stepAt(position) {
  const { run, index } = sequence[position];
  return runs[run].steps[index];
}

/** @param {number} position @param {1 | -1} direction */
function switchFrom(position, direction) {
  for (let next = position + direction; next >= 0 && next <= last; next += direction) {
    if (stepAt(next).switch) return next;
  }
  return direction > 0 ? last : 0;
}

// The parts of the page that all runs share.

const player = query('#player', HTMLElement);
const stepText = query('#step', HTMLElement);
const words = query('#words', HTMLElement);
const now = query('#now', HTMLElement);
const controls = query('#controls', HTMLElement);
const slider = query('#position', HTMLInputElement);
const pace = query('#pace', HTMLSelectElement);
const predict = query('#predict', HTMLSelectElement);
const playButton = query('[data-go="play"]', HTMLButtonElement);
const question = query('#question', HTMLElement);
const asked = query('#asked', HTMLElement);
const choices = query('#choices', HTMLElement);
const answer = query('#answer', HTMLElement);
const goOn = query('[data-go="on"]', HTMLButtonElement);
const score = query('#score', HTMLElement);

const views = runs.map((run, number) =>
  view(run, number, (time) => jump(Math.max(0, lastUntil(times, time)))),
);
let position = 0;
/** The time on display: the step's, or a later one while the run is played to scale. */
let moment = 0;
let shownAt = Infinity;
/** True if the steps follow each other, slowly enough for a reader. */
let isCalm = false;

/** @param {number} next */
function show(next) {
  const time = performance.now();
  isCalm = Math.abs(next - position) === 1 && time - shownAt > FAST;
  shownAt = time;
  position = next;
  const step = stepAt(next);
  moment = step.at;
  const run = runs[sequence[next].run];
  const where = whereAt(step.at);
  stepText.textContent = where;
  words.textContent = runs.length > 1 ? `${run.title}: ${step.words}` : step.words;
  slider.value = String(next + 1);
  slider.setAttribute('aria-valuetext', where);
  // The runs come last, since longer words above may leave them less room.
  views.forEach((view, number) => view.show(steps[next][number], step.at));
  keepAddress();
}

/** @param {number} time */
function whereAt(time) {
  return `Step ${position + 1} of ${last + 1}, at ${timeIn(runs[sequence[position].run], time)}`;
}

/** Goes to a position and asks nothing. @param {number} next */
function jump(next) {
  pause();
  closeQuestion();
  show(next);
}

// The address.

let addressTimer = 0;
let addressTime = -ADDRESS;

function keepAddress() {
  clearTimeout(addressTimer);
  const wait = addressTime + ADDRESS - performance.now();
  if (wait > 0) {
    addressTimer = setTimeout(keepAddress, wait);
    return;
  }
  addressTime = performance.now();
  history.replaceState(null, '', `#step=${position + 1}`);
}

function positionOfAddress() {
  const number = /^#step=(\d+)$/.exec(location.hash)?.[1];
  return number === undefined ? 0 : Math.min(Math.max(Number(number) - 1, 0), last);
}

// Playing.

/** @type {{from: number, since: number} | null} */
let playing = null;
let frame = 0;

function play() {
  cancelAnimationFrame(frame);
  const gone = pace.value === 'time' ? ((moment - times[position]) / longest) * IN_TIME * 1000 : 0;
  playing = { from: position === last ? 0 : position, since: performance.now() - gone };
  playButton.setAttribute('aria-pressed', 'true');
  if (position === last) show(0);
  frame = requestAnimationFrame(tick);
}

function pause() {
  playing = null;
  playButton.setAttribute('aria-pressed', 'false');
}

/** @param {number} now */
function tick(now) {
  if (!playing) return;
  const seconds = Math.max(0, now - playing.since) / 1000;
  const isToScale = pace.value === 'time';
  const time = times[playing.from] + (seconds * longest) / IN_TIME;
  const target = isToScale
    ? lastUntil(times, time)
    : playing.from + Math.floor(seconds * Number(pace.value));
  if (target > position && !forwards(Math.min(target, last))) return;
  if (isToScale && position < last && !still.matches) {
    // Time also goes on between two steps.
    moment = time;
    for (const view of views) view.moveTo(time);
    stepText.textContent = whereAt(time);
  }
  if (position === last) pause();
  else frame = requestAnimationFrame(tick);
}

// Predicting.

/** @type {Set<number>} the positions whose questions are answered */
const answered = new Set();
let right = 0;
/** @type {{next: number, isAnswered: boolean, wasPlaying: boolean, focus: Element | null} | null} */
let pending = null;

/**
 * Returns the choices to predict before that position, which the step before it in its run has.
 * @param {number} next
 * @returns {Choice[] | undefined}
 */
function questionBefore(next) {
  const { run, index } = sequence[next];
  const mode = predict.value;
  return mode === 'who' || mode === 'what' ? runs[run].steps[index - 1]?.[mode] : undefined;
}

/**
 * Goes on to a position, or to the first question before it; returns whether there was none.
 * @param {number} target
 */
function forwards(target) {
  for (let next = position + 1; next <= target; next += 1) {
    const possible = answered.has(next) ? undefined : questionBefore(next);
    if (possible) {
      const wasPlaying = playing !== null;
      pause();
      if (next - 1 !== position) show(next - 1);
      ask(next, possible, wasPlaying);
      return false;
    }
  }
  show(target);
  return true;
}

/** @param {Choice} choice */
function told({ text }) {
  return predict.value === 'who' && text === 'main' ? 'none: main goes on' : text;
}

/** @param {number} next @param {Choice[]} possible @param {boolean} wasPlaying */
function ask(next, possible, wasPlaying) {
  pending = { next, isAnswered: false, wasPlaying, focus: document.activeElement };
  const of = runs.length > 1 ? `${runs[sequence[next].run].title}: ` : '';
  asked.textContent =
    of + (predict.value === 'who' ? 'Which task gets the thread next?' : 'What is printed next?');
  choices.replaceChildren(
    ...possible.map((choice, index) => {
      const number = html('kbd', {}, String(index + 1));
      const button = html(
        'button',
        { type: 'button', 'data-choice': index },
        number,
        ' ',
        told(choice),
      );
      button.addEventListener('click', () => choose(possible, index));
      return button;
    }),
  );
  answer.hidden = true;
  goOn.hidden = true;
  question.hidden = false;
  player.toggleAttribute('data-asking', true);
  question.focus({ preventScroll: true });
}

/** @param {Choice[]} possible @param {number} chosen */
function choose(possible, chosen) {
  if (!pending || pending.isAnswered || !possible[chosen]) return;
  pending.isAnswered = true;
  answered.add(pending.next);
  const choice = possible[chosen];
  choices.querySelectorAll('button').forEach((button, index) => {
    button.disabled = true;
    if (possible[index].right) button.setAttribute('data-right', '');
    if (index === chosen) button.setAttribute('data-chosen', '');
  });
  const verdict = html('b', {}, choice.right ? 'Right. ' : 'No. ');
  answer.replaceChildren(html('p', {}, verdict, choice.why));
  if (choice.right) {
    right += 1;
  } else {
    if (choice.idea) {
      answer.append(
        html('p', {}, 'A common mistake: “', html('b', { id: 'idea' }, choice.idea), '”.'),
      );
    }
    for (const other of possible.filter((other) => other.right))
      answer.append(html('p', {}, html('b', {}, `${told(other)}: `), other.why));
  }
  answer.hidden = false;
  goOn.hidden = false;
  player.toggleAttribute('data-asking', false);
  showScore();
  goOn.focus({ preventScroll: true });
}

function showScore() {
  score.hidden = answered.size === 0;
  score.textContent = `${right} of ${answered.size} right`;
}

function closeQuestion() {
  if (!pending) return;
  const { focus } = pending;
  // If the focus has moved on, for example to the range, it stays there.
  const isInside = question.contains(document.activeElement);
  pending = null;
  question.hidden = true;
  player.toggleAttribute('data-asking', false);
  if (isInside && focus instanceof HTMLElement) focus.focus({ preventScroll: true });
}

/** Goes on after an answer. */
function leaveQuestion() {
  if (!pending?.isAnswered) return;
  const { next, wasPlaying } = pending;
  closeQuestion();
  show(next);
  if (wasPlaying && next < last) play();
}

function changePrediction() {
  pause();
  closeQuestion();
  answered.clear();
  right = 0;
  document.body.toggleAttribute('data-predict', predict.value !== 'off');
  showScore();
}

// Moving.

/** @param {number} target */
function moveForwards(target) {
  if (pending) {
    if (pending.isAnswered) leaveQuestion();
    else question.focus({ preventScroll: true });
    return;
  }
  pause();
  forwards(target);
}

/** @type {Record<string, () => void>} */
const moves = {
  first: () => jump(0),
  'previous-switch': () => jump(switchFrom(position, -1)),
  previous: () => jump(Math.max(position - 1, 0)),
  play: () => {
    if (playing) pause();
    else if (pending) moveForwards(position);
    else play();
  },
  next: () => moveForwards(Math.min(position + 1, last)),
  'next-switch': () => moveForwards(switchFrom(position, 1)),
  last: () => jump(last),
  on: leaveQuestion,
};

/** @type {Record<string, string>} */
const keys = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  'Shift+ArrowLeft': 'previous-switch',
  'Shift+ArrowRight': 'next-switch',
  '[': 'previous-switch',
  ']': 'next-switch',
  ' ': 'play',
  Home: 'first',
  End: 'last',
  Enter: 'on',
};

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-go]');
  if (button) moves[button.getAttribute('data-go') ?? '']?.();
});

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // After choosing what to predict, the keys should step on rather than change the choice.
  if (target instanceof HTMLSelectElement && !/^Arrow(Left|Right)$/.test(key)) return;
  if (target === slider && /^(Arrow|Home|End|Page)/.test(key)) return;
  if (target instanceof HTMLButtonElement && (key === ' ' || key === 'Enter')) return;
  const move = keys[(event.shiftKey && key.startsWith('Arrow') ? 'Shift+' : '') + key];
  if (move) {
    moves[move]();
  } else if (key === 'p' || key === 'P') {
    const modes = [...predict.options].filter((option) => !option.disabled);
    predict.value = modes[(modes.findIndex((mode) => mode.selected) + 1) % modes.length].value;
    changePrediction();
  } else if (/^[1-9]$/.test(key)) {
    choices.querySelectorAll('button')[Number(key) - 1]?.click();
  } else {
    return;
  }
  event.preventDefault();
});

slider.addEventListener('input', () => jump(Number(slider.value) - 1));
predict.addEventListener('change', changePrediction);
pace.addEventListener('change', () => {
  if (playing) play();
});
addEventListener('hashchange', () => jump(positionOfAddress()));

// The beginning.

function legend() {
  const isEvening = runs.some((run) => run.clock === 'evening');
  const texts = {
    running: isEvening ? 'running: a parent is doing it' : 'running: holds the thread',
    ready: isEvening
      ? 'ready: could go on, but no parent is doing it'
      : 'ready: could run, but the thread is not free',
    waiting: isEvening
      ? 'waiting: until something happens'
      : 'waiting: suspended until something happens',
    turns: 'running and ready, alternating',
    moment: 'runs for a moment',
  };
  const spans = runs.flatMap((run) => run.lanes.flatMap((lane) => lane.spans));
  const looks = new Set(spans.map((span) => span[2]));
  if (spans.some(([start, end, look]) => look === 'running' && end - start < longest / 500))
    looks.add('moment');
  for (const [look, text] of Object.entries(texts)) {
    if (!looks.has(look)) continue;
    const swatch = html('span', { class: 'swatch', 'data-state': look, 'aria-hidden': 'true' });
    const [name, about] = text.split(': ');
    const more = html('span', {}, about ? `: ${about}` : '');
    query('#legend', HTMLElement).append(html('li', {}, swatch, name, more));
  }
}

function begin() {
  document.title = `${runs.map((run) => run.title).join(' and ')}, step by step`;
  if (runs.length > 1) query('h1', HTMLElement).textContent = 'Two runs, step by step';
  player.setAttribute('data-runs', String(runs.length));
  player.toggleAttribute(
    'data-code',
    runs.some((run) => run.files.length > 0),
  );
  const names = runs.flatMap((run) => run.lanes.map((lane) => lane.name.length));
  player.style.setProperty('--names', `${Math.min(Math.max(3, ...names) + 3, 16)}ch`);
  player.append(...views.map((view) => view.element));
  legend();
  slider.max = String(last + 1);
  for (const mode of /** @type {const} */ (['who', 'what'])) {
    const isAsked = runs.some((run) => run.steps.some((step) => step[mode]));
    query(`#predict [value="${mode}"]`, HTMLOptionElement).disabled = !isAsked;
  }
  changePrediction();
  if (sequence.length > 0) show(positionOfAddress());
  document.documentElement.dataset.ready = 'true';
}

begin();
