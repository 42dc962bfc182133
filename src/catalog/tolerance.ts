/** Which events overlays tolerate: counted like all others, and marked. */
import type { Tolerance } from '../model/catalog.ts';

export interface ToleranceRules {
  /** Whether some rule is about this code. */
  concerns(errcode: number): boolean;
  /** Whether this very event is tolerated; `workload` is '' where nothing says whose log it is. */
  holds(errcode: number, api: string | undefined, workload: string): boolean;
}

/** The rules as a lookup; undefined if there are none. */
export function createTolerance(tolerances: readonly Tolerance[]): ToleranceRules | undefined {
  if (tolerances.length === 0) return undefined;
  const rulesOf = new Map<number, Tolerance[]>();
  for (const rule of tolerances) {
    const rules = rulesOf.get(rule.code);
    if (rules === undefined) rulesOf.set(rule.code, [rule]);
    else rules.push(rule);
  }
  return {
    concerns: (errcode) => rulesOf.has(errcode),
    holds(errcode, api, workload) {
      const rules = rulesOf.get(errcode);
      if (rules === undefined) return false;
      return rules.some(
        (rule) =>
          (rule.api === undefined || rule.api === api) &&
          (rule.workload === undefined || rule.workload === workload),
      );
    },
  };
}
