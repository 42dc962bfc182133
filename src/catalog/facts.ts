/**
 * Facts of WeCom's documents as data: lifetimes, limits, blocks, retries. Loaded only by who asks for
 * them: whatever annotates a line needs none.
 */
import type { CatalogFact, FactKind } from '../model/catalog.ts';
import { FACTS_JSON } from './facts.generated.ts';

/** What a fact must be like; what is absent matches everything. */
export interface FactQuery {
  readonly kind?: FactKind;
  readonly subject?: string;
  readonly scope?: string;
  readonly errcode?: number;
  /** Window of a rate, in seconds. */
  readonly per?: number;
}

let facts: readonly CatalogFact[] | undefined;

/** The facts that fit, in the order of data/facts.yaml. */
export function findFacts(query: FactQuery = {}): readonly CatalogFact[] {
  facts ??= JSON.parse(FACTS_JSON) as readonly CatalogFact[];
  const { errcode, ...members } = query;
  const wanted = Object.entries(members) as [keyof CatalogFact, unknown][];
  return facts.filter(
    (fact) =>
      (errcode === undefined || fact.errcodes.includes(errcode)) &&
      wanted.every(([name, value]) => value === undefined || fact[name] === value),
  );
}

/** Every fact that concerns the code. */
export function factsOf(errcode: number): readonly CatalogFact[] {
  return findFacts({ errcode });
}

/** How long a thing such as `access_token` lives, in seconds; undefined if no number is published. */
export function lifetimeSeconds(subject: string): number | undefined {
  return findFacts({ kind: 'lifetime', subject }).find(({ unit }) => unit === 'seconds')?.value;
}

/** How often something may be called or sent, narrowest window first. */
export function rateLimits(query: Omit<FactQuery, 'kind'> = {}): readonly CatalogFact[] {
  return findFacts({ ...query, kind: 'rate-limit' }).toSorted(
    (one, other) => (one.per ?? 0) - (other.per ?? 0),
  );
}

/** How long blocks last once a limit was hit, shortest first. */
export function blocks(query: Omit<FactQuery, 'kind'> = {}): readonly CatalogFact[] {
  return findFacts({ ...query, kind: 'block' }).toSorted(
    (one, other) => (one.value ?? 0) - (other.value ?? 0),
  );
}
