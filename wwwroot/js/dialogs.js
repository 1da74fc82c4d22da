// <dialog data-modal> is shown as soon as Blazor puts it on the page, and asks to be taken away by its [data-close] button, so that what is
// on the page is always the server's to say. <dialog data-dismiss> closes by a click beside it.
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

// What was typed while the wire was cut never reached the server: all fields say again what they hold before the form goes.
function repeat(dialog) {
  for (const field of dialog.querySelectorAll('input[id], textarea')) field.dispatchEvent(new Event('input', { bubbles: true }));
  for (const field of dialog.querySelectorAll('select')) field.dispatchEvent(new Event('change', { bubbles: true }));
}

export function startDialogs() {
  const look = () => document.querySelectorAll('dialog[data-modal]').forEach(shown);
  new MutationObserver(records => {
    look();
    const gone = records.some(record => [...record.removedNodes].some(node => node.nodeType === 1 && (node.matches('dialog[data-modal]') || node.querySelector('dialog[data-modal]'))));
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
