import type { Config } from "./config";
import { icon } from "../icon";
import { el, setHidden, setText } from "./dom";
import type { SentFile } from "./protocol";
import { megabytes } from "./size";
import type { Session } from "./session";
import type { Store } from "./storage";

const draftKey = "files";

interface Upload {
  row: HTMLElement;
  state: HTMLElement;
  /** Until it is begun: the greeting may not have come yet. */
  waiting?: File;
  request?: XMLHttpRequest;
  done?: SentFile;
}

/** Files that the visitor chose, pasted or dropped, on their way to the server. Those that arrived outlive the page with the draft. */
export class Uploads {
  readonly element: HTMLElement;
  private readonly list = new Set<Upload>();
  private readonly note: HTMLElement;

  constructor(
    private readonly session: Session,
    private readonly config: Config,
    private readonly store: Store,
    private readonly changed: () => void,
  ) {
    this.note = el("p", { class: "note bad", role: "alert", hidden: true });
    this.element = el("div", { class: "uploads", hidden: true }, this.note);
    try {
      for (const file of JSON.parse(store.get(draftKey) ?? "[]") as SentFile[]) this.show(file.name).done = file;
    } catch {
      store.remove(draftKey);
    }
  }

  /** True while something is on its way: the message waits for it. */
  get busy(): boolean {
    return [...this.list].some((upload) => !upload.done);
  }

  get done(): SentFile[] {
    return [...this.list].flatMap((upload) => (upload.done ? [upload.done] : []));
  }

  add(files: Iterable<File>): void {
    this.say("");
    for (const file of files) {
      const { terms } = this.session;
      if (terms && this.list.size >= terms.maxCount) return this.say(this.config.words.tooManyFiles!.replace("{0}", String(terms.maxCount)));
      const upload = this.show(file.name);
      upload.waiting = file;
    }
    this.begin();
  }

  /** Begins what waits, once it is known whose it is. */
  begin(): void {
    const { terms, token } = this.session;
    if (!terms || !token) return;
    for (const upload of [...this.list]) {
      const file = upload.waiting;
      if (!file) continue;
      upload.waiting = undefined;
      if (file.size > terms.maxBytes) this.fail(upload, this.config.words.tooLarge!.replace("{0}", file.name).replace("{1}", megabytes(terms.maxBytes)));
      else this.send(upload, file, token);
      this.changed();
    }
  }

  /** They go with a message now. */
  clear(): void {
    for (const upload of [...this.list]) this.drop(upload);
    this.store.remove(draftKey);
    this.say("");
  }

  private send(upload: Upload, file: File, token: string): void {
    const { site, lang, words } = this.config;
    const request = (upload.request = new XMLHttpRequest());
    const failed = () => this.fail(upload, `${file.name}: ${(request.response as { message?: string } | null)?.message ?? words.uploadFailed!}`);
    request.open("PUT", `/widget/files?${new URLSearchParams({ site, lang, name: file.name })}`);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.responseType = "json";
    request.upload.onprogress = (event) => setText(upload.state, `${Math.floor((event.loaded / event.total) * 100)} %`);
    request.onload = () => (request.status === 200 ? this.finish(upload, request.response as SentFile) : failed());
    request.onerror = failed;
    request.send(file);
  }

  private finish(upload: Upload, file: SentFile): void {
    upload.done = file;
    setText(upload.state, "");
    this.keep();
  }

  private fail(upload: Upload, why: string): void {
    this.drop(upload);
    this.say(why);
    this.changed();
  }

  private show(name: string): Upload {
    const state = el("span", { class: "state", role: "status" });
    const remove = el("button", { type: "button", "aria-label": `${this.config.words.remove!}: ${name}` }, icon("M6 6 18 18M18 6 6 18"));
    const upload: Upload = { row: el("div", { class: "upload" }, el("bdi", {}, name), state, remove), state };
    remove.addEventListener("click", () => {
      upload.request?.abort();
      this.drop(upload);
      this.keep();
    });
    this.list.add(upload);
    this.element.append(upload.row);
    setHidden(this.element, false);
    return upload;
  }

  private drop(upload: Upload): void {
    this.list.delete(upload);
    upload.row.remove();
  }

  private keep(): void {
    this.store.set(draftKey, JSON.stringify(this.done));
    this.changed();
  }

  private say(words: string): void {
    setText(this.note, words);
    setHidden(this.note, !words);
    setHidden(this.element, !words && this.list.size === 0);
  }
}
