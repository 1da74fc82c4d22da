// The inbox's list: asks for rows where the person scrolls, holds rows still under the pointer and while typing, moves by keyboard.
// It speaks to the server through two events of its own (onshowrows, onholdrows) and handles everything else here.
const rowHeight = 76;
const overscan = 10;
const typingPause = 4000;
const touchPause = 800;

const list = () => document.querySelector('.tickets');
const links = () => [...document.querySelectorAll('.tickets .trow-link')];
const connected = () => document.documentElement.dataset.connection === 'live';
const calm = matchMedia('(prefers-reduced-motion: reduce)');

let asked = '';
let shown = null;
let brought = '';

/** Which rows to have, for a part of the list in sight. Pure. Null where those at hand will do. */
export function wanted(have, sight) {
  const first = Math.max(0, Math.floor(sight.top / rowHeight));
  const last = Math.min(have.total, Math.ceil((sight.top + sight.height) / rowHeight));
  const margin = 3;
  const short = have.start > 0 && first < have.start + margin;
  const long = have.start + have.count < have.total && last > have.start + have.count - margin;
  if (!short && !long) return null;
  const start = Math.max(0, first - overscan);
  return { start, count: last - first + 2 * overscan };
}

function check() {
  const element = list();
  if (element !== shown) {
    // A new list (the page came alive, or another view): it has not heard of the hold yet.
    shown = element;
    told = false;
    tell();
    asked = '';
    brought = '';
    places = new Map();
    document.querySelector('.view-link[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  if (!element || element.dataset.total === undefined) return;
  bring(element);
  if (!connected()) return;
  const have = { start: Number(element.dataset.start), count: Number(element.dataset.count), total: Number(element.dataset.total) };
  const ask = wanted(have, { top: element.scrollTop, height: element.clientHeight });
  if (!ask) { asked = ''; return; }
  const key = `${ask.start}+${ask.count}/${have.total}`;
  if (key === asked) return;
  asked = key;
  element.dispatchEvent(new CustomEvent('showrows', { bubbles: true, detail: ask }));
}

/** Where to scroll to so that a place is in sight; null where it is. Pure. */
export function sightOf(place, sight) {
  const y = place * rowHeight;
  if (y + rowHeight > sight.top && y < sight.top + sight.height) return null;
  return Math.max(0, y - Math.floor(sight.height / 3));
}

// A ticket that was opened from elsewhere (a link, another ticket) is brought into sight once; after that the person scrolls.
function bring(element) {
  const goto = element.dataset.goto ?? '';
  if (goto === brought || element.clientHeight === 0) return;
  brought = goto;
  if (!goto) return;
  const top = sightOf(Number(goto.split(':')[1]), { top: element.scrollTop, height: element.clientHeight });
  if (top !== null) element.scrollTop = top;
}

// Hold: rows stay where they are while a pointer is over them or a finger on them, and while somebody types.
const holds = { pointer: false, touch: false, typing: false };
let told = false;
let typing = 0, touching = 0;

function hold(reason, on) {
  holds[reason] = on;
  tell();
}

function tell() {
  const held = holds.pointer || holds.touch || holds.typing;
  if (held === told || !connected()) return;
  const element = list();
  if (!element) return;
  told = held;
  element.dispatchEvent(new CustomEvent('holdrows', { bubbles: true, detail: { held } }));
}

function startHolds() {
  document.addEventListener('pointerover', event => {
    if (event.pointerType === 'mouse') hold('pointer', Boolean(event.target.closest?.('.tickets')));
  });
  document.documentElement.addEventListener('pointerleave', () => hold('pointer', false));
  document.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' || !event.target.closest?.('.tickets')) return;
    clearTimeout(touching);
    hold('touch', true);
  });
  const lift = () => { clearTimeout(touching); touching = setTimeout(() => hold('touch', false), touchPause); };
  document.addEventListener('pointerup', lift);
  document.addEventListener('pointercancel', lift);
  document.addEventListener('input', event => {
    if (!event.target.matches?.('textarea, input, [contenteditable]')) return;
    clearTimeout(typing);
    hold('typing', true);
    typing = setTimeout(() => hold('typing', false), typingPause);
  });
}

// Rows glide to their place when the list changes by itself. Where it changed because the person scrolled, nothing moves.
let places = new Map();
let placesStart = 0;

function glide() {
  const element = list();
  if (!element) return;
  const start = Number(element.dataset.start);
  const before = placesStart === start ? places : new Map();
  places = new Map();
  placesStart = start;
  const top = element.scrollTop - rowHeight, bottom = element.scrollTop + element.clientHeight + rowHeight;
  for (const row of element.querySelectorAll('.trow')) {
    const y = row.offsetTop;
    places.set(row.dataset.id, y);
    if (calm.matches || before.size === 0) continue;
    const from = before.get(row.dataset.id);
    if (from === undefined) {
      if (y > top && y < bottom) row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 150, easing: 'ease-out' });
    } else if (from !== y && y > top && y < bottom) {
      row.animate([{ transform: `translateY(${Math.max(-600, Math.min(600, from - y))}px)` }, { transform: 'none' }], { duration: 150, easing: 'ease-out' });
    }
  }
}

// Moving a focused row in the document takes its focus away; it gets it back.
let focused = null;

function refocus() {
  if (!focused || document.activeElement !== document.body) return;
  list()?.querySelector(`.trow[data-id="${focused}"] .trow-link`)?.focus({ preventScroll: true });
}

function move(step) {
  const all = links();
  if (all.length === 0) return false;
  let at = all.indexOf(document.activeElement);
  if (at < 0) at = all.findIndex(link => link.getAttribute('aria-current') === 'true');
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

/** Opens the ticket beside the open one. Where the open one has left the list, the first. */
function openBeside(step) {
  const all = links();
  const at = all.findIndex(link => link.getAttribute('aria-current') === 'true');
  const next = at < 0 ? all[0] : all[at + step];
  next?.scrollIntoView({ block: 'nearest' });
  next?.click();
  return Boolean(next);
}

/** What keys do in the list, by the names that the table of shortcuts uses. False where there is nothing to do it to. */
export const listKeys = {
  next: () => Boolean(list()) && move(1),
  previous: () => Boolean(list()) && move(-1),
  nextTicket: () => openBeside(1),
  previousTicket: () => openBeside(-1),
  open: () => document.activeElement.click(),
  back() {
    const active = document.activeElement;
    if (active?.matches('input, textarea, select, [contenteditable]')) active.blur();
    else document.querySelector('.pane-back')?.click();
    return false;
  },
};

export function startInbox(blazor) {
  blazor.registerCustomEventType('showrows', { createEventArgs: event => event.detail });
  blazor.registerCustomEventType('holdrows', { createEventArgs: event => event.detail });
  let frame = 0;
  const soon = () => { frame ||= requestAnimationFrame(() => { frame = 0; check(); }); };
  document.addEventListener('scroll', event => { if (event.target.classList?.contains('tickets')) soon(); }, true);
  addEventListener('resize', soon);
  document.addEventListener('focusin', event => { focused = event.target.closest?.('.trow')?.dataset.id ?? null; });
  document.addEventListener('pointerdown', event => { if (!event.target.closest?.('.trow')) focused = null; }, true);
  startHolds();
  new MutationObserver(records => {
    if (!records.some(record => record.target.matches?.('.rows, .tickets, .list-pane, .stage, .inbox, body') || record.target.closest?.('.tickets'))) return;
    glide();
    refocus();
    soon();
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-goto'] });
  // What could not be said while the connection was down is said when it is back.
  new MutationObserver(() => { asked = ''; tell(); soon(); }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-connection'] });
  soon();
}
