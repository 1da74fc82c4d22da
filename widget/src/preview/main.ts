// The chat as it would look on a page, for the settings: the launcher and the frame that visitors get, dressed in what the form says before it is saved.
import { inkOn } from "../colour";
import type { FrameLook } from "../frame/config";
import { makeLauncher } from "../launcher";
import type { Look } from "../look";
import { style } from "../panel/style";

type Wish = Omit<Look, "ink" | "words" | "panel"> & FrameLook;

const page = `
:root{color-scheme:light dark}
body{margin:0;min-block-size:100vh;background:repeating-linear-gradient(#8882 0 12px,#0000 12px 32px) 32px 120px/calc(100% - 64px) 100% no-repeat,linear-gradient(#8883 0 0) 32px 48px/40% 28px no-repeat,Canvas}`;

const { host, root, button, addStyle, dress } = makeLauncher();
const frame = document.createElement("iframe");
const sheet = new CSSStyleSheet();
let wish: Wish | undefined;

const show = (): void => {
  if (wish) frame.contentWindow?.postMessage({ agentConsole: "look", look: wish }, location.origin);
};

addEventListener("message", (event: MessageEvent) => {
  if (event.origin !== location.origin) return;
  if (event.source === frame.contentWindow) return show();
  if (event.source !== parent || !event.data?.agentConsolePreview) return;
  wish = event.data.agentConsolePreview as Wish;
  const colour = /^#[0-9a-f]{6}$/i.test(wish.colour) ? wish.colour : "#0f5f8c";
  dress({ ...wish, colour, ink: inkOn(colour), words: { open: "", close: "", title: "", unread: "" }, panel: "" });
  const address = `/widget/preview/frame?lang=${wish.lang}`;
  if (frame.getAttribute("src") === address) show();
  else frame.src = address;
});

sheet.replaceSync(page);
document.adoptedStyleSheets = [sheet];
addStyle(style);
frame.tabIndex = -1;
button.tabIndex = -1;
root.append(frame);
document.documentElement.append(host);
host.inert = true;
parent.postMessage("agentconsole-preview", location.origin);
