/** How colours look, also to those who do not see all of them. */

type Triple = readonly [number, number, number];

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear light. */
const SEEN = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, readonly [Triple, Triple, Triple]>;

export type Vision = keyof typeof SEEN;
export const VISIONS = Object.keys(SEEN) as Vision[];

/** WCAG's ratio, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (high! + 0.05) / (low! + 0.05);
}

/** Of two colours as seen, in hundredths of OKLab. */
export function distance(one: string, other: string, vision: Vision): number {
  const [left, right] = [one, other].map((color) => oklab(seen(linear(color), vision)));
  return 100 * Math.hypot(...left!.map((value, index) => value - right![index]!));
}

function luminance(color: string): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(color: string): Triple {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

function seen(light: Triple, vision: Vision): Triple {
  const [red, green, blue] = SEEN[vision].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce<number>((sum, factor, index) => sum + factor * light[index]!, 0),
      ),
    ),
  );
  return [red!, green!, blue!];
}

/** Ottosson 2020. */
function oklab([red, green, blue]: Triple): Triple {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

/** Of a text to what is behind it: WCAG 2.2, 1.4.3. */
export const TEXT_CONTRAST_MIN = 4.5;

/** `rgb(1, 2, 3)` as `#010203`. */
export function hexOf(color: string): string {
  const numbers = (color.match(/\d+/g) ?? []).slice(0, 3);
  return `#${numbers.map((number) => Number(number).toString(16).padStart(2, '0')).join('')}`;
}
