/** What the loader on the site's page and the frame say to each other, by postMessage; both check window and origin. */
export type FromFrame =
  | { agentConsole: "ready" }
  | { agentConsole: "visitor" }
  | { agentConsole: "unread"; count: number }
  | { agentConsole: "close" }
  /** The browser gives the frame no storage: the page keeps this for it; without a value it forgets it. */
  | { agentConsole: "keep"; key: string; value?: string };

export type FromLoader = { agentConsole: "shown" } | { agentConsole: "hidden" } | { agentConsole: "page"; url: string; declared?: string } | { agentConsole: "kept"; values: Record<string, string> };
