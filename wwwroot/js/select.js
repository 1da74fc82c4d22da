// Choosing rows of the inbox's list. The server keeps what is chosen; here it is only said which rows are meant: one is turned over, or several are chosen from the
// last one on. A row is a link: with Shift, or while rows are being chosen ([data-selecting]), it is chosen instead of opened.
import { isEarly } from './early.js';

const list = () => document.querySelector('.tickets');
let anchor = null;

/** The ids from one row to another, whichever comes first. Pure. */
export function between(ids, from, to) {
  const a = ids.indexOf(from), b = ids.indexOf(to);
  if (a < 0 || b < 0) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

let early = [];

function say(ids, turn) {
  // Nobody hears it before the circuit stands: it is said then.
  if (isEarly()) { early.push([ids, turn]); return; }
  list()?.dispatchEvent(new CustomEvent('selectrows', { bubbles: true, detail: { ids: ids.map(Number), turn } }));
}

function rowAt(target) {
  return target?.closest?.('.tickets .trow') ?? null;
}

/** The key: turns the row over that has the focus, or else the open one. */
export function select() {
  const row = rowAt(document.activeElement) ?? list()?.querySelector('.trow:has([aria-current=true])');
  if (!row) return false;
  anchor = row.dataset.id;
  say([anchor], true);
}

export function startSelection(blazor) {
  blazor.registerCustomEventType('selectrows', { createEventArgs: event => event.detail });
  new MutationObserver(() => {
    if (isEarly()) return;
    for (const [ids, turn] of early) say(ids, turn);
    early = [];
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-circuit'] });
  document.addEventListener('click', event => {
    const row = rowAt(event.target);
    if (!row || event.button !== 0 || event.ctrlKey || event.metaKey) return;
    const choosing = list()?.dataset.selecting !== undefined;
    if (!event.shiftKey && !choosing) return;
    event.preventDefault();
    event.stopPropagation();
    getSelection()?.removeAllRanges();
    const ids = [...document.querySelectorAll('.tickets .trow')].map(one => one.dataset.id);
    const from = anchor ?? row.dataset.id;
    if (event.shiftKey) say(between(ids, from, row.dataset.id), false);
    else say([row.dataset.id], true);
    anchor = row.dataset.id;
  }, { capture: true });
}
