/** What the server says of a site to its pages (Channels/Chat/SiteScript.cs): public, small, the same for everybody who asks in one language. */
export interface Look {
  /** en, ar or sl: of the line, the site, the page or the browser, whichever speaks first. */
  lang: string;
  rtl: boolean;
  colour: string;
  /** What can be read on the colour. */
  ink: string;
  /** At which end of a line the launcher stands, and how far from the window's edges, in CSS pixels. */
  side: "end" | "start";
  x: number;
  y: number;
  theme: "auto" | "light" | "dark";
  /** What stands on the launcher; empty for its sign alone. */
  text: string;
  words: { open: string; close: string; title: string; unread: string };
  /** The address of what is needed only once the chat is opened; it changes with its content. */
  panel: string;
  /** The address of what tells agents who is on the page, where the site has that switched on. */
  watch?: string;
}

/** Everything that the page's one global can do. Until the panel is there, calls wait for it in their order. */
export interface Chat {
  open(): void;
  close(): void;
  /** Who the visitor is, as the site's server has signed it; null signs out. */
  identify(proof: unknown): void;
  on(event: string, listener: Listener): void;
  off(event: string, listener: Listener): void;
  setLocale(lang: string): void;
  destroy(): void;
  push(...calls: Call[]): void;
}

export type Call = [name: keyof Chat, ...rest: never[]];

export type Listener = (detail: Record<string, unknown>) => void;

/** What an agent, or a rule of the site, asked a visitor who had not written. */
export interface Invitation {
  id: string;
  /** Goes with the visitor's first message. */
  key: string;
  from: "agent" | "bot";
  name: string;
  text: string;
}

/** What the loader hands over. */
export interface Launcher {
  origin: string;
  script: HTMLScriptElement;
  look: Look;
  shadow: ShadowRoot;
  root: HTMLElement;
  button: HTMLButtonElement;
  /** Puts a sheet into the shadow root. */
  style(css: string): void;
  chat: Chat;
  /** What the visitor was invited with and said yes to, until the panel takes it. */
  invitation?: Invitation;
}

/** What the loader gets back. */
export interface Panel extends Pick<Chat, "open" | "close" | "identify" | "on" | "off" | "destroy"> {
  toggle(): void;
  /** The look came in, at first or in another language. */
  looks(look: Look): void;
}
