/** Types of generate.mjs, for the tests. */
export interface Sample {
  readonly bytes: Buffer;
  /** Records by code, of the codes that are meant to count with their WeCom meaning. */
  readonly counted: Readonly<Record<string, number>>;
  /** Records by code, of codes of another platform. */
  readonly foreign: Readonly<Record<string, number>>;
  readonly nearMisses: number;
}

/** The sample logs by file name, relative to this folder. */
export function createSamples(): Map<string, Sample>;
