// Search by keyboard: '/' goes to the box from anywhere outside a field, the arrows walk the hits and back into the box.
export function startSearch() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inField = event.target.closest?.('input,textarea,select,[contenteditable=true]');
    if (event.key === '/' && !inField && document.querySelector('.shell')) {
      event.preventDefault();
      const box = document.querySelector('[data-search]');
      if (box) { box.focus(); box.select(); } else document.querySelector('a[href="/search"]')?.click();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (inField && !inField.matches('[data-search]')) return;
    const page = event.target.closest?.('.search');
    if (!page) return;
    const stops = [page.querySelector('[data-search]'), ...page.querySelectorAll('.hit')];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
