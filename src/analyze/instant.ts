/** Moments as reports say them. */

/** RFC 3339 in UTC of ms since the epoch; without milliseconds where there are none. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
