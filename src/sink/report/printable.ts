/** Makes text from logs fit to stand on a terminal or a page: what would steer it is shown, never sent. */

/** Control, format and separator characters and halves of surrogate pairs; joined emoji stay joined. */
const STEERING = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const STEERING_IN_LINES = /(?![\u200d\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The text on one line: tabs and line ends become blanks, escape and other control characters read
 * `\x1b`, marks that reverse the direction of text read `\u202e`.
 */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(STEERING, spell);
}

/** The same with tabs and line ends kept: for pages, where they steer nothing. */
export function visible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(STEERING_IN_LINES, spell);
}

function spell(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
