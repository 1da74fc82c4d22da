/** What the loader on the site's page and the frame say to each other, by postMessage; both check window and origin. */
export type FromFrame =
  | { agentConsole: "ready" }
  | { agentConsole: "visitor" }
  | { agentConsole: "unread"; count: number }
  | { agentConsole: "close" };

export type FromLoader = { agentConsole: "shown" } | { agentConsole: "hidden" } | { agentConsole: "page"; url: string };
