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

/** A key as the table writes it. */
export const nameOf = event => (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key);

function placeOf(target) {
  if (target.closest?.('dialog')) return target.closest('[data-editor]') ? 'editor' : 'dialog';
  if (target.matches?.('input, textarea, select, [contenteditable]')) return 'editor';
  return target.closest?.('.tickets') ? 'list' : 'page';
}

function table() {
  return [...document.querySelectorAll('#keys [data-keys]')].map(row => row.dataset);
}

function run(actions, does) {
  const [verb, ...rest] = does.split(' ');
  if (actions[verb]) return actions[verb]() !== false;
  const element = document.querySelector(rest.join(' '));
  if (!element) return false;
  element[verb]();
  return true;
}

/** Presses the button that sends what is being written. */
function send() {
  const editor = document.activeElement.closest?.('dialog, [data-composer]');
  const button = editor?.querySelector('[data-composer-send], [data-send]');
  button?.click();
  return Boolean(button);
}

function help() {
  const overlay = document.getElementById('keys');
  if (!document.querySelector('.shell') || !overlay || overlay.open) return false;
  overlay.showModal();
}

export function startKeys(own) {
  const actions = { ...own, send, help };
  document.addEventListener('keydown', event => {
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
    } else if (found && run(actions, found.does)) {
      event.preventDefault();
    }
  });
  document.addEventListener('click', event => { if (event.target.closest?.('[data-help]')) help(); });
}
