// Keyboard shortcuts. The table of them is the overlay that people read (#keys, Console/Controls/Shortcuts.cs): what it doesn't list, no key does.
// An action is one of those given to startKeys, or 'click SELECTOR', 'focus SELECTOR'.
const pause = 1200;
let before = '';
let until = 0;

/** What a pressed key means: a row of the table, 'more' where it begins a longer one, or null. Pure. */
export function meaning(table, pressed, place) {
  const here = table.filter(row => row.place === 'any' || row.place === place || (row.place === 'page' && place === 'list'));
  return here.find(row => row.keys === pressed) ?? (here.some(row => row.keys.startsWith(`${pressed} `)) ? 'more' : null);
}

// A keyboard that writes Arabic has its letters in the same places: there a shortcut is the key, not what is written on it.
const letter = event => (event.key > '\u036f' && /^Key[A-Z]$/.test(event.code ?? '') ? event.code[3] : event.key).toLowerCase();

/** A key as the table writes it. */
export const nameOf = event => (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.key.length === 1 ? letter(event) : event.key);

function placeOf(target) {
  if (target.closest?.('dialog')) return target.closest('[data-editor]') ? 'editor' : 'dialog';
  if (target.matches?.('input, textarea, select, [contenteditable]')) return 'editor';
  return target.closest?.('.tickets') ? 'list' : 'page';
}

function table() {
  return [...document.querySelectorAll('#keys [data-keys]')].map(row => row.dataset);
}

let actions = {};

/** Does what a row of the table says; false where there is nothing to do it to. */
export function act(does) {
  const [verb, ...rest] = does.split(' ');
  if (actions[verb]) return actions[verb](...rest) !== false;
  const element = document.querySelector(rest.join(' '));
  if (!element) return false;
  element[verb]();
  // A menu that a key opens is gone on in by keys.
  if (verb === 'click' && element.matches('summary')) requestAnimationFrame(() => element.parentElement.querySelector('.menu-list .menu-item, .menu-list a')?.focus());
  return true;
}

/** Presses the button that sends what is being written. */
function send() {
  const editor = document.activeElement.closest?.('dialog, [data-composer]');
  const button = editor?.querySelector('[data-composer-send], [data-send]');
  button?.click();
  return Boolean(button);
}

/** Goes to the editor, in one of its two ways. */
function write(mode) {
  const composer = document.querySelector('[data-composer]');
  const way = composer?.querySelector(`[data-mode-of=${mode}]`);
  if (way && !way.checked) way.click();
  composer?.querySelector('[data-composer-text]').focus();
  return Boolean(composer);
}

function help() {
  const overlay = document.getElementById('keys');
  if (!document.querySelector('.shell') || !overlay || overlay.open) return false;
  overlay.showModal();
}

export function startKeys(own) {
  actions = { ...own, send, help, reply: () => write('reply'), note: () => write('note') };
  document.addEventListener('keydown', event => {
    const chat = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit(\d)$/.exec(event.code ?? '')?.[1];
    if (chat && act(chat === '0' ? 'focus [data-accept]' : `click [data-chat="${chat}"]`)) event.preventDefault();
    if (event.defaultPrevented || event.altKey || event.isComposing || !event.key) return;
    if (event.key === 'Escape' && event.target.closest?.('dialog, details[open]')) return;
    const name = nameOf(event);
    const longer = Date.now() < until ? `${before} ${name}` : name;
    before = '';
    until = 0;
    const rows = table();
    const place = placeOf(event.target);
    const found = meaning(rows, longer, place);
    if (found === 'more') {
      before = longer;
      until = Date.now() + pause;
    } else if (found && act(found.does)) {
      event.preventDefault();
    }
  });
  document.addEventListener('click', event => { if (event.target.closest?.('[data-help]')) help(); });
}
