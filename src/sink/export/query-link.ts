/** The page of WeCom's own about a code: the last link of every entry. */
import type { FullEntry } from '../../model/catalog.ts';

export function queryLink({ links }: FullEntry): string | undefined {
  return links.at(-1)?.url;
}
