// A box to write in that was asked for comes with the server's answer, and a fast hand does not wait for it. What is typed meanwhile is kept and written in the box;
// without that its letters would be shortcuts, or choose another entry of the list that asked. An opener names its box: data-opens="SELECTOR".

const patience = 3_000;
const patienceEarly = 10_000;
let wanted = null;
let typed = '';
let entered = false;
let until = 0;

/** What a pressed key does to what was typed ahead: the new text, or null for a key that is not writing. Pure. */
export function after(text, key) {
  if (key === 'Backspace') return [...text].slice(0, -1).join('');
  return [...key].length === 1 ? text + key : null;
}

function end() {
  wanted = null;
  typed = '';
  entered = false;
}

const box = () => [...document.querySelectorAll(wanted)].find(one => one.getClientRects().length > 0);

function write(found) {
  const [text, isSent] = [typed, entered];
  end();
  if (document.activeElement !== found) found.focus();
  if (text) {
    found.value += text;
    found.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (isSent) found.form?.requestSubmit();
}

function look() {
  if (!wanted) return;
  const found = box();
  if (found) write(found);
  else if (Date.now() > until) end();
  else requestAnimationFrame(look);
}

function begin(selector) {
  until = Date.now() + (document.documentElement.dataset.circuit === 'coming' ? patienceEarly : patience);
  if (wanted === selector) return;
  end();
  wanted = selector;
  requestAnimationFrame(look);
}

function press(event) {
  if (!wanted || event.isComposing) return;
  const isText = !event.metaKey && (event.getModifierState?.('AltGraph') || !(event.ctrlKey || event.altKey));
  const next = isText && !entered ? after(typed, event.key) : null;
  if (next !== null) typed = next;
  else if (event.key === 'Enter' && !event.ctrlKey && typed) entered = true;
  else if (['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock'].includes(event.key)) return;
  else return end();
  event.preventDefault();
  event.stopImmediatePropagation();
}

// A panel whose content is changed while the focus is in it would leave the next key to the page: the panel takes the focus then.
function keepFocus() {
  let last = null;
  let panel = null;
  document.addEventListener('focusin', event => {
    last = event.target;
    panel = event.target.closest?.('[role=tabpanel]') ?? null;
  });
  new MutationObserver(() => {
    if (panel?.isConnected && !last.isConnected && document.activeElement === document.body) panel.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}

export function startAhead() {
  addEventListener('keydown', press, { capture: true });
  addEventListener('pointerdown', end, { capture: true });
  document.addEventListener('click', event => {
    const opener = event.target.closest?.('[data-opens]');
    if (opener && !opener.disabled && opener.tagName !== 'SELECT') begin(opener.dataset.opens);
  }, { capture: true });
  document.addEventListener('change', event => {
    const opener = event.target;
    // Some entries of a list ask for nothing.
    if (opener.matches?.('select[data-opens]') && !(opener.dataset.opensNot ?? '').split(' ').includes(opener.value)) begin(opener.dataset.opens);
  }, { capture: true });
  keepFocus();
}
