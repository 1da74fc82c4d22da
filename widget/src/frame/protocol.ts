import type { Entry, Hours, Queue } from "./before";

/** The chat protocol, version 1, as docs/chat-protocol.md says it. */
export const protocolVersion = 1;

export type From = "me" | "agent" | "bot" | "system";
export type Status = "none" | "open" | "pending" | "resolved" | "closed";

export interface ChatMessage {
  seq: number;
  id: number;
  from: From;
  name: string;
  text: string;
  at: string;
  clientId?: string | null;
  files?: SentFile[] | null;
  marks?: Mark[] | null;
  /** Labels of ready answers; the marks are there then, and hold the words without them. */
  choices?: string[] | null;
}

/** A piece of what an agent wrote: words, or a name and the pieces inside; a link's first piece is its address. */
export type Mark = string | Piece;

export interface Piece extends Array<Mark> {
  0: string;
}

/** A file that the server has. With a width it may be shown as a picture. */
export interface SentFile {
  key: string;
  name: string;
  type: string;
  size: number;
  width?: number | null;
  height?: number | null;
}

export interface FileTerms {
  pass: string;
  maxBytes: number;
  maxCount: number;
}

export interface ChatError {
  code: string;
  message: string;
  retry: boolean;
  retryAfterMs?: number | null;
  /** Which answer was not taken. */
  field?: string | null;
  /** When a ban ends. */
  until?: string | null;
}

export interface Failed {
  error: ChatError;
}

export interface HelloRequest {
  protocol: number;
  site: string;
  token?: string;
  after?: number;
  lang?: string;
  page?: string;
  title?: string;
  /** What the site's server signed of who this is. */
  identity?: unknown;
}

export interface HelloReply {
  token: string;
  visitor: string;
  conversation: { ticketId?: number | null; status: Status; rate?: number | null };
  messages: ChatMessage[];
  reset: boolean;
  more: boolean;
  seenByAgent: number;
  seenByCustomer: number;
  agentsOnline?: boolean | null;
  files?: FileTerms | null;
  /** Agents may read what is written before it is sent. */
  typingIsRead?: boolean;
  hours?: Hours | null;
  entry?: Entry | null;
  queue?: Queue | null;
  conversations?: number | null;
}

export interface SendReply {
  clientId: string;
  seq: number;
  at: string;
  ticketId?: number | null;
}

export interface PageReply {
  messages: ChatMessage[];
  more: boolean;
}

export type Reply<T> = (T & { error?: null }) | Failed;

export const failed = <T>(reply: Reply<T>): reply is Failed => (reply as Failed).error != null;
