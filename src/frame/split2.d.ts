/** What we use of split2, which comes without types. */
declare module 'split2' {
  import type { Transform } from 'node:stream';

  export default function split2(options: { readonly maxLength: number }): Transform;
}
