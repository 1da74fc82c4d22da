/** Where there is no room beside the page: on phones, and where the page is zoomed in until little of it is left. */
const narrow = "(max-width: 480px), (max-height: 420px)";

/**
 * Where the frame stands. Over the whole screen nothing behind it can be reached, and it keeps above the keyboard, which covers a fixed element's lower
 * half without telling it.
 */
export class Place {
  private readonly narrow = matchMedia(narrow);
  private readonly gone = new AbortController();
  private open = false;
  private hushed: HTMLElement | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly frame: () => HTMLElement | undefined,
  ) {
    const { signal } = this.gone;
    this.narrow.addEventListener("change", () => this.update(this.open), { signal });
    for (const name of ["resize", "scroll"]) window.visualViewport?.addEventListener(name, () => this.update(this.open), { signal });
  }

  update(open: boolean): void {
    this.open = open;
    const full = open && this.narrow.matches;
    this.root.classList.toggle("full", full);
    // The launcher stands beside the body, so the page can be switched off under it.
    if (full !== (this.hushed !== undefined)) {
      if (this.hushed) this.hushed.inert = false;
      this.hushed = full && !document.body.inert ? document.body : undefined;
      if (this.hushed) this.hushed.inert = true;
    }
    const seen = window.visualViewport;
    // Zoomed in by two fingers, the visitor looks at a part of the frame: it stays.
    const covered = full && seen && seen.scale === 1 && innerHeight - seen.height > 1;
    this.frame()?.style.setProperty("--top", covered ? `${seen.offsetTop}px` : "0px");
    this.frame()?.style.setProperty("--height", covered ? `${seen.height}px` : "100%");
  }

  destroy(): void {
    this.gone.abort();
    this.update(false);
  }
}
