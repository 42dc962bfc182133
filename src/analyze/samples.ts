/** The few texts kept of one kind: those of smallest hash, so that two sets can be joined in any order. */
import { SAMPLES_MAX } from '../model/limits.ts';
import type { SampleData } from '../model/summary-data.ts';

/** The texts of smallest hash. */
export interface Samples {
  readonly kept: { readonly hash: number; readonly text: string }[];
}

/** Offers a text to the samples; `text` is only asked for it if it stays. */
export function offerSample(samples: Samples, hash: number, text: () => string): void {
  const { kept } = samples;
  if (kept.length >= SAMPLES_MAX && hash >= kept[kept.length - 1]!.hash) return;
  if (kept.some((sample) => sample.hash === hash)) return;
  kept.push({ hash, text: text() });
  kept.sort((left, right) => left.hash - right.hash);
  if (kept.length > SAMPLES_MAX) kept.pop();
}

export function addSamples(samples: Samples, added: readonly SampleData[]): void {
  for (const { hash, text } of added) offerSample(samples, hash, () => text);
}
