// Chance that can be repeated: the same seed and name give the same numbers.

/** A function that gives numbers from 0 to 1 (mulberry32), one row of them for each seed and name. */
export function chance(seed, name) {
  let state = seed >>> 0;
  for (const char of name) state = Math.imul(state ^ char.codePointAt(0), 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The work's answer, or a failure when it takes too long. */
export async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error("no answer in time")), milliseconds); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
