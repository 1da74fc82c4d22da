/** How long to wait before the next try, in milliseconds: doubling to half a minute, spread so that a thousand pages don't come back at once. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(30_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(most / 2 + (most / 2) * random());
}
