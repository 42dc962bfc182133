/** Numbers of drawings, as short as they can be without being seen to be so. */

/** A part of a whole as SVG has it, `12.5%`: shares of the width, so that drawings fit any screen. */
export function percent(part: number, whole: number): string {
  return `${round(whole > 0 ? (part / whole) * 100 : 0)}%`;
}

/** To a hundredth. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
