/** Whose log a source is, out of the plain data that threads are told. */
import type { SourceWorkload } from '../analyze/aggregate.ts';
import type { WorkloadPlan } from './divide.ts';

/** The reader of fields is loaded where a field was asked for. */
export async function openWorkload({ name, field }: WorkloadPlan): Promise<SourceWorkload> {
  if (field === undefined) return { name, ofRecord: undefined };
  const { createWorkloadSelector } = await import('../analyze/live/workload.ts');
  return { name, ofRecord: createWorkloadSelector(field).forSource('') };
}
