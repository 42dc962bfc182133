/** The ids that `src/model/taxonomy.ts` knows, read from its text: Node 20 cannot import TypeScript. */

/** Ids by name of the list, in the order in which they stand there. */
export function readVocabulary(taxonomy) {
  return {
    category: keysOf(taxonomy, 'CATEGORIES'),
    domain: keysOf(taxonomy, 'DOMAIN_NAMES'),
    owner: keysOf(taxonomy, 'OWNER_NAMES'),
    retry: keysOf(taxonomy, 'RETRY_NAMES'),
  };
}

function keysOf(taxonomy, name) {
  const body = taxonomy
    .split(new RegExp(`^export const ${name}\\b.*= \\{$`, 'm'))[1]
    ?.split(/^\}/m)[0];
  const keys = [...(body ?? '').matchAll(/^ {2}'?([a-z-]+)'?: \{/gm)].map((match) => match[1]);
  if (keys.length === 0) throw new Error(`taxonomy.ts: no ids found in ${name}`);
  return new Set(keys);
}
