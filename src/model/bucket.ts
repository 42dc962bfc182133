/** The ladder of bucket widths. */

export const BUCKETS = [
  { word: '1m', seconds: 60 },
  { word: '5m', seconds: 300 },
  { word: '1h', seconds: 3600 },
  { word: '1d', seconds: 86400 },
] as const;

export type BucketWord = (typeof BUCKETS)[number]['word'];
