import type { FrameLook } from "./frame/config";
import type { Invitation } from "./look";

/** What the panel on the site's page and the frame say to each other, by postMessage; both check window and origin. */
export type FromFrame =
  | { agentConsole: "ready" }
  | { agentConsole: "visitor" }
  | { agentConsole: "unread"; count: number }
  | { agentConsole: "close" }
  /** Something happened that the page may listen to; never what was written. */
  | { agentConsole: "event"; name: string; detail: Record<string, string | number | boolean> }
  /** The browser gives the frame no storage: the page keeps this for it; without a value it forgets it. */
  | { agentConsole: "keep"; key: string; value?: string };

export type FromLoader =
  | { agentConsole: "shown" }
  | { agentConsole: "hidden" }
  | { agentConsole: "page"; url: string; title?: string; declared?: string }
  /** The visitor said yes to it: it stands before their first words. */
  | { agentConsole: "invitation"; invitation: Invitation }
  /** What the site's server says of who the visitor is; null where they have signed out. */
  | { agentConsole: "identify"; proof: unknown }
  /** In the settings only: how it would look. */
  | { agentConsole: "look"; look: FrameLook }
  | { agentConsole: "kept"; values: Record<string, string> };

/** What the page and the frame that tells agents who is there say to each other. */
export type FromWatching = { agentConsole: "ready" } | { agentConsole: "invitation"; invitation: ShownInvitation };

export type ToWatching =
  | { agentConsole: "page"; page: string; title: string; referrer: string; lang: string }
  | { agentConsole: "did"; invitation: string; did: "shown" | "accepted" | "declined" };

export interface ShownInvitation extends Invitation {
  words: { answer: string; close: string };
}
