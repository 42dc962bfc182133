/** Which form a scrape gets: by the client's `Accept` and `Accept-Encoding`, with their q values. */

export type MetricsFormat = 'text' | 'openmetrics';

export const CONTENT_TYPES: Readonly<Record<MetricsFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

interface Offer {
  readonly format: MetricsFormat;
  readonly type: string;
  readonly version: string;
}

/** In the order in which equals are preferred. */
const OFFERS: readonly Offer[] = [
  { format: 'text', type: 'text/plain', version: '0.0.4' },
  { format: 'openmetrics', type: 'application/openmetrics-text', version: '1.0.0' },
];

interface Range {
  readonly type: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/**
 * The offered format the client likes best; the text format if it likes none, as Prometheus' own
 * rules have it. A range of another version is not ours: `version=0.0.1` does not get 1.0.0.
 */
export function chooseFormat(accept: string | undefined): MetricsFormat {
  const ranges = rangesOf(accept ?? '');
  let best: { format: MetricsFormat; quality: number; place: number } | undefined;
  for (const offer of OFFERS) {
    const liked = likingOf(ranges, offer);
    if (liked === undefined || liked.quality <= 0) continue;
    const isBetter =
      best === undefined ||
      liked.quality > best.quality ||
      (liked.quality === best.quality && liked.place < best.place);
    if (isBetter) best = { format: offer.format, ...liked };
  }
  return best?.format ?? 'text';
}

/** The most specific range that the offer fits decides; of equally specific ones the better. */
function likingOf(
  ranges: readonly Range[],
  { type, version }: Offer,
): { quality: number; place: number } | undefined {
  const group = `${type.slice(0, type.indexOf('/'))}/*`;
  for (const isMatch of [
    (range: Range) => range.type === type && range.version === version,
    (range: Range) => range.type === type && range.version === undefined,
    (range: Range) => range.type === group,
    (range: Range) => range.type === '*/*',
  ]) {
    const matches = ranges.flatMap((range, place) => (isMatch(range) ? [{ ...range, place }] : []));
    matches.sort((left, right) => right.quality - left.quality);
    if (matches[0] !== undefined) return { quality: matches[0].quality, place: matches[0].place };
  }
  return undefined;
}

/** More ranges than any client sends. */
const RANGES_MAX = 32;

function rangesOf(header: string): Range[] {
  return header
    .split(',', RANGES_MAX)
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim());
      const value = (name: string): string | undefined =>
        parameters
          .find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))
          ?.slice(name.length + 1)
          .replace(/^"(.*)"$/, '$1');
      const quality = value('q');
      return {
        type: type.toLowerCase(),
        version: value('version'),
        quality: quality === undefined ? 1 : clampQuality(Number(quality)),
      };
    })
    .filter(({ type }) => type !== '');
}

function clampQuality(quality: number): number {
  return Number.isNaN(quality) ? 0 : Math.min(1, Math.max(0, quality));
}

/** Whether the client takes gzip, and likes it no less than plain bytes. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const ranges = rangesOf(acceptEncoding ?? '');
  const quality = (name: string): number | undefined =>
    ranges.find(({ type }) => type === name)?.quality;
  const gzip = quality('gzip') ?? quality('x-gzip') ?? quality('*') ?? 0;
  return gzip > 0 && gzip >= (quality('identity') ?? 0);
}
