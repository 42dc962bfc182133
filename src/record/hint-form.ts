/**
 * Whose hint it is, by its form. WeCom's holds 22 to 25 digits or seconds_number_md5; the official
 * account's a short mix of letters and digits or a `req_id`. Many programs print hints of their own.
 */

/** `masked` hints were one of the two before somebody hid them. */
export type HintForm = 'wecom' | 'weixin' | 'masked';

/** The form of the first hint in `text` that has one. */
export function hintForm(text: string): HintForm | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  if (match.groups?.wecom !== undefined) return 'wecom';
  return match.groups?.weixin !== undefined ? 'weixin' : 'masked';
}

const FORM =
  /hints?\s*(?::|%3a)\s*(?:%20|\+)?(?:from ip|(?:\[|%5b)\s*(?:(?<wecom>\d{22,25}\b|1\d{9}_\d+_[0-9a-f]{16})|(?<weixin>req_id|(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{8,16}!?\s*\])|[\dx]*\*{2,}|redacted|x{3,}|\.{3}))/i;
