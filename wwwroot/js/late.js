// What is chosen in a list while the wire is cut reaches nobody, and the list would go on showing it. Such choices are said again when the page is live, those of the
// last half minute before too: a cut is noticed late. Saying again what the server has already changes nothing.
const root = document.documentElement;
const noticedAfter = 30_000;
const choices = new Map();

/** Which of the choices are to be said again: made since, and still what the list shows. Pure. */
export const unheard = (made, since) => made.filter(({ at, value, shown }) => at >= since && value === shown);

export function startLate() {
  let since = Infinity;
  let again = false;
  document.addEventListener('change', event => {
    const list = event.target;
    if (again || !list.matches?.('select')) return;
    for (const [old, { at }] of choices) if (at < Math.min(since, Date.now() - noticedAfter)) choices.delete(old);
    choices.set(list, { at: Date.now(), value: list.value });
  }, { capture: true });
  new MutationObserver(() => {
    if (root.dataset.connection !== 'live') {
      since = Math.min(since, Date.now() - noticedAfter);
      return;
    }
    const made = [...choices].filter(([list]) => list.isConnected).map(([list, choice]) => ({ ...choice, list, shown: list.value }));
    choices.clear();
    again = true;
    for (const { list } of unheard(made, since)) list.dispatchEvent(new Event('change', { bubbles: true }));
    again = false;
    since = Infinity;
  }).observe(root, { attributes: true, attributeFilter: ['data-connection'] });
}
