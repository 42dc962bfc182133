/** What a report lists by name: workloads, hosts, and the names a code was met with. */
import type { Report } from '../model/report.ts';
import type { BoundedMap } from './bounded.ts';
import type { NameCounts, Summary, WorkloadCounts } from './summary.ts';

/** Names listed of one code. */
const NAMES_OF_CODE_MAX = 10;

/** The workloads, most events first; none where nothing says whose log it is. */
export function workloadsOf(summary: Summary): Pick<Report, 'workloads' | 'otherWorkloads'> {
  const listed = [...summary.workloads.entries()]
    .map(([workload, counts]) => ({ workload, ...eventsOf(counts) }))
    .filter(({ events }) => events > 0)
    .sort(byEvents(({ workload }) => workload));
  const isLabelled = listed.some(({ workload }) => workload !== '');
  return {
    workloads: isLabelled ? listed : [],
    otherWorkloads: eventsOf(summary.otherWorkloads).events,
  };
}

function eventsOf({ codes, unnamed }: WorkloadCounts): { events: number; errors: number } {
  let events = unnamed;
  for (const pair of codes.values()) events += pair.events;
  return { events, errors: events - (codes.get(0)?.events ?? 0) };
}

/** The hosts, most events first. */
export function hostsOf(summary: Summary): Pick<Report, 'hosts' | 'otherHosts'> {
  const hosts = [...summary.hosts.entries()]
    .map(([host, { events, errors }]) => ({ host, events, errors }))
    .sort(byEvents(({ host }) => host));
  return { hosts, otherHosts: summary.otherHosts };
}

/** The names that a code was met with, most events first, at most ten. */
export function namesOfCode(
  names: BoundedMap<NameCounts>,
  errcode: number,
): { name: string; events: number }[] {
  const met: { name: string; events: number }[] = [];
  for (const [name, counts] of names.entries()) {
    const events = errcode === 0 ? counts.events - counts.errors : counts.codes.get(errcode);
    if (events !== undefined && events > 0) met.push({ name, events });
  }
  return met.sort(byEvents(({ name }) => name)).slice(0, NAMES_OF_CODE_MAX);
}

/** Most events first, then by name, so that equal counts give equal reports. */
export function byEvents<Entry extends { readonly events: number }>(
  nameOf: (entry: Entry) => string,
): (left: Entry, right: Entry) => number {
  return (left, right) => right.events - left.events || (nameOf(left) < nameOf(right) ? -1 : 1);
}
