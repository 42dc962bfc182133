/** What `serve` keeps between its runs: counts and offsets of one moment, as one JSON value. */
import { createLive, type Live } from '../../analyze/live/live.ts';
import { fromLiveData, type LiveData, upgradeLiveData } from '../../analyze/live/live-data.ts';
import { type Numbers, readCheckpoint } from '../../checkpoint/checkpoint.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { FollowState } from '../../source/follow/state.ts';

export interface ServeState {
  readonly live: LiveData;
  readonly follow: FollowState;
  /** Numbers shown by a generation that was lost, and not reached again. */
  readonly floor: Numbers;
  /** Files that are no logs and were counted as such. */
  readonly binaries: readonly string[];
}

/** What a checkpoint holds, brought up to today's format. */
export function stateOf(value: unknown): ServeState | undefined {
  if (value === undefined) return undefined;
  const state = value as ServeState;
  return { ...state, live: upgradeLiveData(state.live) };
}

/** The live summary of a state, or a new one. Throws a ToolError `state-newer`. */
export function liveOf(state: ServeState | undefined, nowMs: number): Live {
  return state === undefined ? createLive(nowMs) : fromLiveData(state.live);
}

/** What is committed in `folder`, of a process that runs or has ended. Throws a ToolError. */
export async function readServeState(folder: string): Promise<ServeState> {
  const { value } = await readCheckpoint(folder);
  const state = stateOf(value);
  if (state !== undefined) return state;
  throw new ToolError('state-missing', {
    zh: `${folder}：没有 wecomlog serve 的状态。请给出它的 --state 目录（serve 启动时会打印）。`,
    en: `${folder}: holds no state of wecomlog serve. Name its --state directory, which serve prints when it starts.`,
  });
}
