/** A token bucket: one request each interval, and so many at once. */

export interface RateLimiter {
  /** Whether a request at `nowMs` (of a clock that only goes forward) may pass. */
  allow(limit: { readonly intervalMs: number; readonly burst: number }, nowMs: number): boolean;
}

export function createRateLimiter(): RateLimiter {
  let tokens = Number.POSITIVE_INFINITY;
  let filledMs = 0;
  return {
    allow({ intervalMs, burst }, nowMs) {
      tokens = Math.min(burst, tokens + (nowMs - filledMs) / intervalMs);
      filledMs = nowMs;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}
