// The palette: everything that can be done or gone to, by its name. What is on the page it reads from the page (the table of shortcuts, the ticket's own buttons and
// choices, the views and pages in its hidden list); tickets and customers it asks the server for.
import { act } from './keys.js';

const pause = 120;
const most = 60;
const dialog = () => document.getElementById('palette');

/** Letters as they are compared: without accents, Arabic diacritics and forms of one letter. Pure. */
export const folded = text => text.normalize('NFD').replace(/\p{M}|\u0640/gu, '').replace(/ى/g, 'ي').replace(/ة/g, 'ه').toLowerCase();

/** How well one word fits a text: at the beginning of a word, anywhere, or its letters in their order; 0 where it doesn't. */
function fit(word, text) {
  const at = text.indexOf(word);
  if (at === 0) return 5;
  if (at > 0 && /[^\p{L}\p{N}]/u.test(text[at - 1])) return 4;
  if (at > 0) return 3;
  if (word.length < 2) return 0;
  let from = -1, first = -1;
  for (const letter of word) {
    from = text.indexOf(letter, from + 1);
    if (from < 0) return 0;
    if (first < 0) first = from;
  }
  return 1 + word.length / (from - first + 1);
}

/** The entries that fit what is written, best first; all of its words have to. Entries that the server found fit already. Pure. */
export function ranked(entries, written) {
  const words = folded(written).split(/\s+/).filter(Boolean);
  const scored = entries.map((entry, at) => {
    const text = folded(entry.text);
    const fits = words.map(word => fit(word, text));
    if (entry.found) return { entry, at, score: words.length > 0 && /^#?\d+$/.test(words[0]) ? 9 : Math.max(2, ...fits.map(one => one / 2)) };
    return { entry, at, score: fits.includes(0) ? 0 : fits.reduce((sum, one) => sum + one, 1) / (fits.length || 1) };
  });
  return scored.filter(one => one.score > 0).sort((a, b) => b.score - a.score || a.at - b.at).map(one => one.entry);
}

const nameOf = control => (control.getAttribute('aria-label') ?? control.textContent).replace(/\s+/g, ' ').trim();
const inSight = element => element && !element.disabled && element.checkVisibility();

/** What the keys do here and now. */
function actions() {
  const moves = ['next', 'previous', 'open', 'back', 'palette', 'send', 'mark'];
  return [...document.querySelectorAll('#keys [data-keys]')].flatMap(row => {
    const [verb, ...rest] = row.dataset.does.split(' ');
    if (moves.includes(verb) || row.dataset.does.startsWith('click [data-go')) return [];
    const target = rest.length > 0 ? document.querySelector(rest.join(' ')) : null;
    if (rest.length > 0 && !inSight(target)) return [];
    if (['reply', 'note', 'quote'].includes(verb) && !document.querySelector('[data-composer]')) return [];
    return [{ kind: 'action', text: row.querySelector('dd').textContent, keys: [...row.querySelectorAll('kbd')].map(cap => cap.textContent), target, run: () => act(row.dataset.does) }];
  });
}

/** The buttons of the open ticket, of the list's head and of the menus, whoever put them there. */
function buttons(known) {
  return [...document.querySelectorAll('.ticket-head button, .list-head button, .orders a, .menu-list button.menu-item, [data-set-theme], .rail .menu-list .bell-head button')]
    .filter(button => !button.disabled && !button.matches('[data-open-palette]') && !known.has(button) && nameOf(button) && !button.closest('.tags, .subject-edit') && (button.closest('.menu-list, details') || inSight(button)))
    .map(button => ({ kind: 'action', text: nameOf(button), run: () => button.click() }));
}

/** What the open ticket can be set to: its status, priority, assignee, team. */
function choices() {
  return [...document.querySelectorAll('.ticket-fields select')].filter(inSight).flatMap(select => {
    const what = nameOf(select.closest('label')?.querySelector('.visually-hidden') ?? select);
    return [...select.options].filter(option => !option.selected && !option.disabled).map(option => ({
      kind: 'choice', text: `${what}: ${option.textContent.trim()}`,
      run: () => { select.value = option.value; select.dispatchEvent(new Event('change', { bubbles: true })); },
    }));
  });
}

function goTo(href) {
  const link = document.createElement('a');
  link.href = href;
  document.body.append(link);
  link.click();
  link.remove();
}

function places() {
  const own = [...document.querySelectorAll('.view-link')].map(link => ({ kind: 'view', text: link.querySelector('.view-name')?.textContent.trim() ?? nameOf(link), href: link.getAttribute('href') }));
  const listed = [...document.querySelectorAll('[data-palette-places] a')].map(link => ({ kind: link.dataset.kind, text: nameOf(link), href: link.getAttribute('href') }));
  return [...own, ...listed.filter(place => !own.some(one => one.text === place.text))].map(place => ({ ...place, run: () => goTo(place.href) }));
}

let here = [];
let found = [];
let shown = [];
let at = 0;
let asking = null;
let timer = 0;

function draw() {
  const list = document.getElementById('palette-list');
  const input = document.getElementById('palette-text');
  shown = ranked([...found, ...here], input.value).slice(0, most);
  at = Math.min(at, Math.max(0, shown.length - 1));
  list.replaceChildren(...shown.map((entry, i) => {
    const row = document.createElement('li');
    row.id = `palette-${i}`;
    row.role = 'option';
    row.dataset.kind = entry.kind;
    const part = (name, text) => {
      const span = document.createElement(name === 'text' ? 'bdi' : 'span');
      span.className = `palette-${name}`;
      span.textContent = text;
      row.append(span);
    };
    part('text', entry.text);
    if (entry.note) part('note', entry.note);
    for (const cap of entry.keys ?? []) row.append(Object.assign(document.createElement('kbd'), { textContent: cap }));
    part('kind', dialog().getAttribute(`data-kind-${entry.kind}`));
    return row;
  }));
  list.hidden = shown.length === 0;
  mark();
  say(shown.length === 0 && asking ? '' : shown.length === 0 ? dialog().dataset.none : dialog().dataset.count.replace('{0}', String(shown.length)));
}

function say(words) {
  const state = dialog().querySelector('.palette-state');
  state.textContent = words;
  state.classList.toggle('visually-hidden', shown.length > 0);
}

function mark() {
  const rows = [...document.querySelectorAll('#palette-list > li')];
  rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
  rows[at]?.scrollIntoView({ block: 'nearest' });
  const input = document.getElementById('palette-text');
  if (rows[at]) input.setAttribute('aria-activedescendant', rows[at].id);
  else input.removeAttribute('aria-activedescendant');
}

async function ask(text) {
  asking?.abort();
  const mine = asking = new AbortController();
  try {
    const answer = await fetch(`/palette?q=${encodeURIComponent(text)}`, { signal: mine.signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(String(answer.status));
    found = (await answer.json()).map(entry => ({ ...entry, found: true, run: () => goTo(entry.href) }));
    if (asking === mine) asking = null;
    draw();
  } catch {
    if (mine.signal.aborted) return;
    asking = null;
    found = [];
    draw();
    say(dialog().dataset.failed);
    dialog().querySelector('.palette-state').classList.remove('visually-hidden');
  }
}

function typed(input) {
  at = 0;
  clearTimeout(timer);
  const text = input.value.trim();
  if (!text) {
    asking?.abort();
    asking = null;
    found = [];
  } else {
    timer = setTimeout(ask, pause, text);
  }
  draw();
}

/** Where what had the focus before is gone, a browser leaves it for a while in the box that nobody sees any more, which would eat the next keys. */
function letGo() {
  if (dialog().contains(document.activeElement)) document.activeElement.blur();
}

function shut() {
  dialog().close();
  letGo();
}

function choose() {
  const entry = shown[at];
  if (!entry) return;
  // What is chosen may want the focus: the palette gives it back first.
  shut();
  entry.run();
}

function key(event) {
  if (event.isComposing || !dialog().open) return;
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step) {
    const last = shown.length - 1;
    at = Math.abs(step) > 1 ? Math.max(0, Math.min(last, at + step)) : (at + step + shown.length) % (shown.length || 1);
    mark();
  } else if (event.key === 'Enter') {
    choose();
  } else if (event.key === 'Tab' || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) {
    shut();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function open() {
  const palette = dialog();
  if (!palette || !document.querySelector('.shell') || document.querySelector('dialog[open]')) return false;
  const keys = actions();
  here = [...keys, ...choices(), ...buttons(new Set(keys.map(one => one.target))), ...places()];
  const named = new Set();
  here = here.filter(entry => !named.has(entry.text) && named.add(entry.text));
  found = [];
  at = 0;
  const input = document.getElementById('palette-text');
  input.value = '';
  palette.showModal();
  input.focus();
  draw();
}

/** Makes the palette ready; gives what opens it. */
export function startPalette() {
  const palette = dialog();
  if (!palette) return () => false;
  const input = document.getElementById('palette-text');
  input.addEventListener('input', () => typed(input));
  palette.addEventListener('keydown', key);
  palette.addEventListener('close', () => { clearTimeout(timer); asking?.abort(); asking = null; letGo(); });
  // Where there are no keys: a button opens it, another closes it.
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-open-palette], [data-close-palette]');
    if (!button) return;
    event.preventDefault();
    if (button.matches('[data-close-palette]')) return shut();
    const menu = button.closest('details.menu');
    if (menu) menu.open = false;
    open();
  });
  const list = document.getElementById('palette-list');
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const row = event.target.closest('li');
    if (!row) return;
    at = [...list.children].indexOf(row);
    choose();
  });
  return open;
}
