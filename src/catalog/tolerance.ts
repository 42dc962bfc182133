/** Which events overlays tolerate. */
import type { Tolerance } from '../model/catalog.ts';

export interface ToleranceRules {
  /** Whether there is a rule for the code. */
  concerns(errcode: number): boolean;
  /** Whether an event is tolerated; `api` is the path the record names, `workload` whose log it is, or ''. */
  holds(errcode: number, api: string | undefined, workload: string): boolean;
}

export function createTolerance(tolerances: readonly Tolerance[]): ToleranceRules {
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
