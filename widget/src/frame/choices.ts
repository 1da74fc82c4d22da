import { el } from "./dom";

/** Ready answers under a message: a press sends the label as what the visitor says. */
export class Choices {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];

  constructor(labels: string[], choose: (label: string) => void) {
    this.buttons = labels.map((label) => {
      const button = el("button", { type: "button", dir: "auto" }, label);
      button.addEventListener("click", () => choose(label));
      return button;
    });
    this.element = el("div", { class: "choices" }, ...this.buttons);
  }

  /** Only what was said last is answered. */
  enable(on: boolean): void {
    for (const button of this.buttons) button.disabled = !on;
  }
}
