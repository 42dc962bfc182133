/** The one error class for operating errors: a file gone, a wrong option, a full disk. */
import type { Bilingual, Lang } from './lang.ts';

/** An error a person can act on: what happened to what, and the remedy, in both languages. */
export class ToolError extends Error {
  /** Stable identifier, e.g. `input-missing`. */
  readonly code: string;
  readonly text: Bilingual;

  constructor(code: string, text: Bilingual, cause?: unknown) {
    super(text.en, cause === undefined ? undefined : { cause });
    this.name = 'ToolError';
    this.code = code;
    this.text = text;
  }

  say(lang: Lang): string {
    return this.text[lang];
  }
}
