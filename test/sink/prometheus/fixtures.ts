/** Snapshots to be exposed, without a log. */
import type { LiveCode, LiveCounts, LiveStatus } from '../../../src/model/live.ts';
import {
  createExposition,
  type Exposition,
  type ExpositionOptions,
} from '../../../src/sink/prometheus/exposition.ts';
import type { SampleOptions } from '../../../src/sink/prometheus/samples.ts';
import { NOW_MS } from '../../helpers/run.ts';

export const STATUS: LiveStatus = {
  sources: 2,
  lagBytes: 10,
  lagSeconds: 0.5,
  checkpointFailures: 0,
};

export function countsOf(part: Partial<LiveCounts> = {}): LiveCounts {
  return {
    format: 2,
    firstStartMs: NOW_MS - 60_000,
    savedMs: NOW_MS,
    lines: 100,
    bytes: 12_345,
    lostBytes: 0,
    skipped: [],
    rotations: [],
    nearMisses: [],
    undated: 0,
    seriesLimited: 0,
    workloads: [''],
    codes: [],
    apis: [],
    foreign: [],
    deniedIps: { count: 0, kept: [] },
    clockSkews: [],
    shown: [],
    newest: [],
    ...part,
  };
}

export function codeOf(part: Partial<LiveCode> = {}): LiveCode {
  return {
    errcode: 40014,
    workload: '',
    counts: [['invalid-credential', 3, 0]],
    firstMs: NOW_MS - 5000,
    lastMs: NOW_MS - 1000,
    hours: [],
    minutes: [],
    ...part,
  };
}

export const OPTIONS: SampleOptions = {
  version: '1.2.3',
  nodeVersion: '20.20.2',
  catalogVersion: 'page-2019',
  factsOf: (errcode) => ({
    category: 'invalid-credential',
    group: 'credential',
    domain: 'auth',
    owner: 'developer',
    retry: 'after-fix',
    meaning: `不合法的 "access_token"\\ ${errcode}\n`,
  }),
  codes: [],
  workloads: [''],
  holdsNew: true,
};

export function expositionOf(options: Partial<ExpositionOptions> = {}): Promise<Exposition> {
  return createExposition(() => ({ ...OPTIONS, hasProcess: false, ...options }));
}
