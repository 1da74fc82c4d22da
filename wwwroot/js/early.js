// Until the circuit stands, the page is a picture of itself that the circuit then replaces. What a person does to the picture is kept and done to the page:
// what was written is written, the last press on a button is made, and the focus comes back to where it was.
const root = document.documentElement;
const patience = 10_000;
const written = 'input, textarea, select, [contenteditable]';

/** True while the page is still a picture. Pages that are plain HTML never are. */
export const isEarly = () => root.dataset.circuit === 'coming';

/** What a control is called. A button goes by its words: the component library gives it another id each time. Pure. */
export const nameOf = control => control.tagName === 'BUTTON'
  ? `BUTTON|${control.getAttribute('aria-label') ?? control.textContent.trim()}`
  : [control.tagName, control.id, ...['name', 'type', 'aria-label'].map(attribute => control.getAttribute(attribute) ?? '')].join('|');

const alike = (tag, name) => [...document.querySelectorAll(tag)].filter(control => nameOf(control) === name);

/** Where a control is, in words that hold for the page that replaces it: the first, second … of those with its name. */
function placeOf(control) {
  const tag = control.tagName;
  const name = nameOf(control);
  return { tag, name, at: alike(tag, name).indexOf(control) };
}

const find = place => alike(place.tag, place.name)[place.at] ?? null;
const keyOf = place => `${place.name}|${place.at}`;
const isChoice = control => control.matches('input[type=checkbox], input[type=radio]');

const edits = new Map();
let pressed = null;
let focused = null;

function keep(event) {
  const control = event.target;
  if (!event.isTrusted || !control.matches?.('input, textarea, select') || control.type === 'file') return;
  const place = placeOf(control);
  edits.set(keyOf(place), { place, value: control.value, isChecked: control.checked });
}

function press(event) {
  if (event.defaultPrevented || event.target.closest?.('form[method], [data-action]')) return;
  const button = event.target.closest?.('button');
  if (button) pressed = placeOf(button);
}

function look(event) {
  focused = event.target.matches?.(`${written}, button`) ? placeOf(event.target) : null;
}

function write({ place, value, isChecked }) {
  const control = find(place);
  if (!control) return false;
  if (isChoice(control)) {
    if (control.checked !== isChecked) control.click();
    return true;
  }
  if (control.value === value) return true;
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

/** What is still to be done is tried with each change of the page, since what it is to be done to may come later than the page does. */
function doAgain() {
  for (const [key, edit] of edits) if (write(edit)) edits.delete(key);
  if (focused && (document.activeElement === document.body || document.activeElement?.matches('h1'))) {
    const control = find(focused);
    control?.focus();
    if (control && document.activeElement === control) focused = null;
  }
  if (!pressed || edits.size > 0) return;
  const button = find(pressed);
  if (!button || button.disabled) return;
  pressed = null;
  button.click();
}

function arrived() {
  root.dataset.circuit = 'here';
  if (edits.size === 0 && !pressed && !focused) return;
  const watch = new MutationObserver(doAgain);
  // A person who goes on has forgotten the press that nothing answered.
  const forget = event => { if (event.isTrusted && event.type === 'pointerdown') pressed = null; focused = null; };
  const stop = new AbortController();
  for (const type of ['pointerdown', 'keydown']) document.addEventListener(type, forget, { capture: true, signal: stop.signal });
  const end = () => { watch.disconnect(); stop.abort(); };
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  setTimeout(end, patience);
  doAgain();
}

/** Keeps what is done early. To be called before Blazor starts. */
export function startEarly() {
  if (!isEarly()) return;
  const picture = document.querySelector('#main') ?? document.body.firstElementChild;
  const stop = new AbortController();
  const on = (type, act) => document.addEventListener(type, act, { capture: true, signal: stop.signal });
  on('input', keep);
  on('change', keep);
  on('focusin', look);
  // After everyone else: what somebody answered needs no second answer.
  document.addEventListener('click', press, { signal: stop.signal });
  on('submit', event => { if (!event.target.hasAttribute('method')) event.preventDefault(); });
  const active = document.activeElement;
  if (active?.matches(written)) {
    focused = placeOf(active);
    if (active.value) edits.set(keyOf(focused), { place: focused, value: active.value, isChecked: active.checked });
  }
  const watch = new MutationObserver(() => {
    if (picture.isConnected) return;
    watch.disconnect();
    stop.abort();
    arrived();
  });
  watch.observe(document.body, { subtree: true, childList: true });
}

/** Brings the focus to a page that was gone to, but never out of somebody's writing, nor from a button of the page that somebody has pressed already. Says whether the page had it to give. */
export function arrive(selector) {
  const active = document.activeElement;
  if ((active?.matches(written) || active?.matches('main button')) && active.getClientRects().length > 0) return false;
  const target = document.querySelector(selector);
  if (!target) return false;
  if (!target.matches(written) && !target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus();
  return true;
}
