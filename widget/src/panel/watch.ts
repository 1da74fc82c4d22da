/** Calls when the page's address changes without a new page; returns what ends it. */
export function watchAddress(changed: () => void): () => void {
  const gone = new AbortController();
  const navigation = (window as unknown as { navigation?: EventTarget }).navigation;
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    changed();
  };
  addEventListener("popstate", look, { signal: gone.signal });
  addEventListener("hashchange", look, { signal: gone.signal });
  navigation?.addEventListener("currententrychange", look, { signal: gone.signal });
  // A browser without that event tells of no pushState.
  const timer = navigation ? undefined : setInterval(look, 2_000);
  return () => {
    gone.abort();
    clearInterval(timer);
  };
}
