import type { FromFrame, FromLoader } from "../messages";
import type { Invitation } from "../look";
import type { Config, FrameLook } from "./config";

/** The talk with the loader on the site's page. The server has checked the parent's origin, and the browser enforces frame-ancestors. */
export class Bridge {
  shown: boolean;

  constructor(
    private readonly config: Config,
    on: { shown(): void; page(url: string, declared?: string, title?: string): void; identify(proof: unknown): void; look(look: FrameLook): void; invitation(invitation: Invitation): void; kept(values: Record<string, string>): void },
  ) {
    // A frame that stands alone, opened as a page of its own, is always shown.
    this.shown = !this.isEmbedded;
    addEventListener("message", (event: MessageEvent) => {
      if (event.source !== window.parent || event.origin !== config.parent) return;
      const message = event.data as FromLoader;
      switch (message?.agentConsole) {
        case "shown":
        case "hidden":
          this.shown = message.agentConsole === "shown";
          if (this.shown) on.shown();
          break;
        case "identify":
          on.identify(message.proof);
          break;
        case "look":
          on.look(message.look);
          break;
        case "invitation":
          on.invitation(message.invitation);
          break;
        case "kept":
          on.kept(message.values);
          break;
        case "page":
          if (typeof message.url === "string") on.page(message.url.slice(0, 2048), typeof message.declared === "string" ? message.declared.slice(0, 100) : undefined, typeof message.title === "string" ? message.title : undefined);
          break;
      }
    });
  }

  get isEmbedded(): boolean {
    return this.config.parent !== "" && window.parent !== window;
  }

  tell(message: FromFrame): void {
    if (this.isEmbedded) window.parent.postMessage(message, this.config.parent);
  }
}
