/** What the server wrote into the page (Channels/Chat/FramePage.cs): data, never script. */
export interface Config {
  site: string;
  name: string;
  colour: string;
  greeting: string;
  lang: string;
  /** The origin of the page that embeds the frame; empty where the frame stands alone. */
  parent: string;
  maxText: number;
  words: Record<string, string>;
}

export const readConfig = (): Config => JSON.parse(document.getElementById("config")!.textContent!) as Config;
