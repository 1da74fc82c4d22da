import { inkOn } from "../colour";
import type { FrameLook } from "./config";
import { el, setHidden, setText } from "./dom";

/** Whose chat it is: picture or letters, name, and whether somebody is there. */
export class Header {
  readonly element: HTMLElement;
  private readonly name = el("bdi");
  private readonly picture = el("img", { alt: "", width: "36", height: "36" });
  private readonly letters = el("span", { "aria-hidden": "true" });
  private readonly presence = el("p", { class: "presence", hidden: true });

  constructor(look: FrameLook, closer: HTMLElement) {
    this.element = el("header", {}, el("div", { class: "avatar" }, this.picture, this.letters), el("div", { class: "titles" }, el("h1", {}, this.name), this.presence), closer);
    this.dress(look);
  }

  dress(look: FrameLook): void {
    const { style, dataset } = document.documentElement;
    const accent = /^#[0-9a-f]{6}$/i.test(look.colour) ? look.colour : "#0f5f8c";
    style.setProperty("--accent", accent);
    style.setProperty("--ink", inkOn(accent));
    dataset.theme = look.theme;
    setText(this.name, look.name);
    setText(this.letters, look.letters);
    if (look.logo && this.picture.getAttribute("src") !== look.logo) this.picture.src = look.logo;
    setHidden(this.picture, !look.logo);
    setHidden(this.letters, !!look.logo || !look.letters);
    setHidden(this.element.firstElementChild as HTMLElement, !look.logo && !look.letters);
  }

  /** Empty where it isn't known. */
  say(presence: string): void {
    setHidden(this.presence, !presence);
    setText(this.presence, presence);
  }
}
