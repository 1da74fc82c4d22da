// Search by keyboard: a key goes to the box from anywhere (the table of shortcuts says which), the arrows walk the hits and back into the box.

/** Goes to the search box; false on a page that has no way there. */
export function search() {
  const box = document.querySelector('[data-search]');
  if (box) {
    box.focus();
    box.select();
    return true;
  }
  const way = document.querySelector('a[href="/search"]');
  way?.click();
  return Boolean(way);
}

export function startSearch() {
  document.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!event.target.closest?.('[data-search], .hits')) return;
    const page = event.target.closest('.search');
    const stops = [page.querySelector('[data-search]'), ...page.querySelectorAll('.hit')];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
