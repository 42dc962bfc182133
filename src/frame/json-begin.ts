/** A first look at an input, without loading what reads JSON: most logs begin with something else. */

const BEGINNING =
  /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:$|[{["\]]|(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*(?:[,\]]|$)))/;

/**
 * Whether a text that begins with `head` may be made of JSON documents. One JSON object a line is a
 * log; `[INFO]` and `[2026-09-01 …]` begin lines of text.
 */
export function mayBeDocuments(head: string): boolean {
  if (!beginsLikeJson(head)) return false;
  const text = head.trimStart();
  const feed = text.indexOf('\n');
  const isLog = text.startsWith('{') && feed >= 0 && isJson(text.slice(0, feed));
  return !isLog || text.slice(feed).trim() === '';
}

/** The same where it is known that lines are documents too. */
export function beginsLikeJson(head: string): boolean {
  return BEGINNING.test(head);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
