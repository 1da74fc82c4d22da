import { icon } from "../icon";
import { el } from "./dom";
import type { SentFile } from "./protocol";
import { megabytes } from "./size";

/** What a message came with: pictures as pictures, at most as wide as they are, and everything else by its name. */
export function fileRows(files: readonly SentFile[], pass: string): HTMLElement {
  return el("div", { class: "files" }, ...files.map((file) => {
    const href = `/widget/files/${encodeURIComponent(file.key)}?pass=${encodeURIComponent(pass)}`;
    const attributes = { href, target: "_blank", rel: "noopener" };
    const scale = file.width && file.height ? Math.min(1, 240 / file.width, 240 / file.height) : 0;
    return scale
      ? el("a", { ...attributes, class: "picture" }, el("img", { src: href, alt: file.name, width: String(Math.ceil(file.width! * scale)), height: String(Math.ceil(file.height! * scale)), loading: "lazy" }))
      : el("a", { ...attributes, class: "file", download: file.name }, icon("M7 3h7l4 4v14H7zM14 3v4h4"), el("bdi", {}, file.name), el("span", {}, megabytes(file.size)));
  }));
}
