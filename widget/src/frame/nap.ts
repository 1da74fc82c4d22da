/** Longer than any timer is late, also on a page that nobody looks at. */
const nap = 120_000;

/**
 * Notices that the machine slept: two looks, some seconds apart, lie minutes apart by its clock. What was connected before is not to be believed then. A clock that
 * is set looks the same, and costs one greeting.
 */
export class Nap {
  private last: number;

  constructor(private readonly now: () => number = () => Date.now()) {
    this.last = now();
  }

  /** True once after each. */
  over(): boolean {
    const before = this.last;
    this.last = this.now();
    return Math.abs(this.last - before) > nap;
  }
}
