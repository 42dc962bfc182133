/** What is said of a code that is in no catalogue. */
import { CATEGORIES, type Domain, type Retry } from '../model/taxonomy.ts';

/** Everything but a meaning and a remedy. */
export const UNKNOWN_ENTRY = {
  category: 'unknown',
  group: CATEGORIES.unknown.group,
  domain: 'unknown' as Domain,
  owner: CATEGORIES.unknown.owner,
  // The rule of the official page for codes that do not say otherwise: find the cause first.
  retry: 'after-fix' as Retry,
} as const;
