import { isPerson } from "./storage";

/** Who the page's server says the visitor is: sent until it is answered, and again while the chat is still that person's. */
export class Identity {
  private proof: unknown;
  /** The visitor that the proof made. */
  private made: string | undefined;

  constructor(private readonly visitor: () => string | undefined) {}

  /** A proof, or null for nobody. True where somebody leaves: one without a name who hears it keeps what they have. */
  take(proof: unknown): boolean {
    this.proof = proof ?? undefined;
    this.made = undefined;
    return proof === null && isPerson(this.visitor());
  }

  /** What goes with the next greeting. Where another tab became somebody else it is not said again, or two tabs would never agree. */
  next(): { proof: unknown; isNews: boolean } {
    const isNews = this.proof !== undefined && this.made === undefined;
    return { proof: isNews || this.made === this.visitor() ? this.proof : undefined, isNews };
  }

  accepted(visitor: string): void {
    this.made = visitor;
  }

  refused(): void {
    this.take(undefined);
  }
}
