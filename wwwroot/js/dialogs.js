// <dialog data-modal> is shown as soon as Blazor puts it on the page, and asks to be taken away by its [data-close] button, so that what is
// on the page is always the server's to say. <dialog data-dismiss> closes by a click beside it.
// The settings' dialogs are the component library's. It would put the focus into the first field half a second after they open, under the fingers
// of whoever is already writing in the second; so the focus is ours here too: there at once, never taken again, given back at the end.
const ours = 'dialog[data-modal]';
const library = '.rz-dialog-content';
const fields = ':is(input, textarea, select, button, a[href], [tabindex="0"]):not(:disabled)';
const entered = new WeakSet();
let cameFrom = null;

function shown(dialog) {
  if (dialog.open) return;
  cameFrom = document.activeElement;
  dialog.showModal();
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    dialog.querySelector('[data-close]')?.click();
  });
}

function opened(dialog) {
  if (entered.has(dialog)) return;
  const first = [...dialog.querySelectorAll(fields)].find(field => field.checkVisibility());
  if (!first) return;
  entered.add(dialog);
  if (dialog.contains(document.activeElement)) return;
  if (!document.activeElement?.closest(library)) cameFrom = document.activeElement;
  first.focus();
}

// What was typed while the wire was cut never reached the server: all fields say again what they hold before the form goes.
function repeat(dialog) {
  for (const field of dialog.querySelectorAll('input[id], textarea')) field.dispatchEvent(new Event('input', { bubbles: true }));
  for (const field of dialog.querySelectorAll('select, input[type=radio]:checked')) field.dispatchEvent(new Event('change', { bubbles: true }));
}

export function startDialogs() {
  const look = () => {
    document.querySelectorAll(ours).forEach(shown);
    document.querySelectorAll(library).forEach(opened);
  };
  const isDialog = node => node.nodeType === 1 && (node.matches(`${ours}, ${library}`) || node.querySelector(`${ours}, ${library}`));
  new MutationObserver(records => {
    look();
    const gone = records.some(record => [...record.removedNodes].some(isDialog));
    if (gone && document.activeElement === document.body && cameFrom?.isConnected) cameFrom.focus();
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener('submit', event => {
    const dialog = event.target.closest?.('dialog[data-modal]');
    if (dialog) repeat(dialog);
  }, { capture: true });
  document.addEventListener('click', event => {
    if (event.target.matches?.('dialog[data-dismiss]')) event.target.close();
  });
  look();
}
