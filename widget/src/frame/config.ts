import type { Entry } from "./before";

/** How a site wants it to look. */
export interface FrameLook {
  name: string;
  /** #rrggbb. */
  colour: string;
  greeting: string;
  theme: "auto" | "light" | "dark";
  /** What stands where there is no picture; empty for nothing. */
  letters: string;
  /** The picture's address; empty for none. */
  logo: string;
  /** In the settings only: what would be asked before a conversation. */
  entry?: Entry | null;
}

/** What the server wrote into the page (Channels/Chat/FramePage.cs): data, never script. */
export interface Config {
  site: string;
  look: FrameLook;
  /** A picture of itself for the settings: nobody is there, and nothing is sent. */
  preview: boolean;
  lang: string;
  /** The origin of the page that embeds the frame; empty where the frame stands alone. */
  parent: string;
  maxText: number;
  words: Record<string, string>;
}

export const readConfig = (): Config => JSON.parse(document.getElementById("config")!.textContent!) as Config;
