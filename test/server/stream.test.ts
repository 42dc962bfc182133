/** The stream: whole at first, then what changed, in order; who is slow is let go. */
import { describe, expect, test } from 'vitest';
import { STREAM_CLIENTS_MAX } from '../../src/model/limits.ts';
import { createStreamHub, type StreamHub, type StreamSink } from '../../src/server/stream.ts';

interface Reader {
  readonly sink: StreamSink;
  readonly texts: string[];
  state: 'open' | 'ended' | 'destroyed';
  isSlow: boolean;
  drain(): void;
  leave(): void;
  /** The events so far, and forgets them. */
  events(): { id: string | undefined; kind: string; sections: Record<string, unknown> }[];
}

function readerOf(): Reader {
  const drains: (() => void)[] = [];
  const closes: (() => void)[] = [];
  const reader: Reader = {
    texts: [],
    state: 'open',
    isSlow: false,
    drain: () => drains.forEach((listener) => void listener()),
    leave: () => closes.forEach((listener) => void listener()),
    events() {
      const blocks = reader.texts.splice(0).join('').split('\n\n').filter(Boolean);
      return blocks
        .filter((block) => !block.startsWith('retry'))
        .map((block) => {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
          const { sections = {} } = JSON.parse(field('data') ?? '{}');
          return { id: field('id'), kind: field('event') ?? '', sections };
        });
    },
    sink: {
      write(text) {
        reader.texts.push(text);
        return !reader.isSlow;
      },
      onDrain: (listener) => drains.push(listener),
      onClose: (listener) => closes.push(listener),
      end: () => {
        reader.state = 'ended';
      },
      destroy: () => {
        reader.state = 'destroyed';
      },
    },
  };
  return reader;
}

interface World {
  readonly hub: StreamHub;
  readonly view: Record<string, unknown>;
  elapsedMs: number;
  /** How long a view takes to make. */
  costMs: number;
  renders: number;
  /** Lets time pass, second by second, as the timer does. */
  pass(seconds: number): void;
}

function worldOf(): World {
  const world: World = {
    hub: undefined as never,
    view: { state: 'fine', codes: [1] },
    elapsedMs: 0,
    costMs: 0,
    renders: 0,
    pass(seconds) {
      for (let second = 0; second < seconds; second++) {
        world.elapsedMs += 1000;
        world.hub.tick();
      }
    },
  };
  const hub = createStreamHub({
    instance: 'one',
    build: 'b',
    now: () => 1_000_000 + world.elapsedMs,
    elapsedMs: () => world.elapsedMs,
    render(kind) {
      world.renders++;
      world.elapsedMs += world.costMs;
      return new Map(
        Object.entries({ ...world.view, kind }).map(([key, value]) => [key, JSON.stringify(value)]),
      );
    },
  });
  return Object.assign(world, { hub });
}

describe('a stream', () => {
  test('begins with everything, how to come back, and an id', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    expect(reader.texts[0]).toMatch(/^retry: \d+\n\n$/);
    expect(reader.events()).toEqual([
      { id: 'one.1', kind: 'view', sections: { state: 'fine', codes: [1], kind: 'en' } },
    ]);
  });

  test('goes on with what changed, in order, and with nothing when nothing did', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    reader.events();
    world.pass(3);
    expect(reader.events()).toEqual([]);
    world.view.codes = [1, 2];
    world.hub.touch();
    world.pass(1);
    world.view.state = 'trouble';
    world.hub.touch();
    world.pass(1);
    expect(reader.events()).toEqual([
      { id: 'one.2', kind: 'view', sections: { codes: [1, 2] } },
      { id: 'one.3', kind: 'view', sections: { state: 'trouble' } },
    ]);
  });

  test('looks at the clock every five seconds, because what happens now ends by itself', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    reader.events();
    world.view.state = 'calm again';
    world.pass(4);
    expect(reader.events()).toEqual([]);
    world.pass(1);
    expect(reader.events()).toEqual([
      { id: 'one.2', kind: 'view', sections: { state: 'calm again' } },
    ]);
  });

  test('tells every fifteen seconds that it is still there', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    reader.events();
    world.pass(14);
    expect(reader.events()).toEqual([]);
    world.pass(1);
    expect(reader.events()).toEqual([{ id: undefined, kind: 'beat', sections: {} }]);
    world.pass(15);
    expect(reader.events()).toHaveLength(1);
  });

  test('sends who comes back what is new to him: nothing, or everything', () => {
    const world = worldOf();
    const first = readerOf();
    world.hub.open(first.sink, 'en', undefined);
    const { id } = first.events()[0]!;
    const current = readerOf();
    world.hub.open(current.sink, 'en', id);
    expect(current.events()).toEqual([]);
    world.view.codes = [3];
    world.hub.touch();
    world.pass(1);
    expect(current.events()).toEqual([{ id: 'one.2', kind: 'view', sections: { codes: [3] } }]);
    const late = readerOf();
    world.hub.open(late.sink, 'en', id);
    expect(late.events()[0]!.sections).toEqual({ state: 'fine', codes: [3], kind: 'en' });
  });

  test('never takes an id for current that stood for something else', () => {
    const world = worldOf();
    const first = readerOf();
    world.hub.open(first.sink, 'en', undefined);
    const { id } = first.events()[0]!;
    first.leave();
    world.pass(1);
    world.view.state = 'trouble';
    const back = readerOf();
    world.hub.open(back.sink, 'en', id);
    expect(back.events()[0]!.sections).toMatchObject({ state: 'trouble' });
    const elsewhere = readerOf();
    world.hub.open(elsewhere.sink, 'zh', id);
    expect(elsewhere.events()[0]!.sections).toMatchObject({ kind: 'zh' });
  });

  test('waits for nobody: what a slow reader missed comes in one piece, or he is let go', () => {
    const world = worldOf();
    const slow = readerOf();
    const quick = readerOf();
    for (const reader of [slow, quick]) {
      world.hub.open(reader.sink, 'en', undefined);
      reader.events();
    }
    slow.isSlow = true;
    for (const codes of [[1], [2], [3], [4]]) {
      world.view.codes = codes;
      world.hub.touch();
      world.pass(1);
    }
    expect(quick.events()).toHaveLength(3);
    expect(slow.events()).toEqual([{ id: 'one.2', kind: 'view', sections: { codes: [2] } }]);
    slow.isSlow = false;
    slow.drain();
    world.pass(1);
    expect(slow.events()).toEqual([{ id: 'one.4', kind: 'view', sections: { codes: [4] } }]);
    slow.isSlow = true;
    world.view.codes = [5];
    world.hub.touch();
    world.pass(11);
    expect([slow.state, quick.state, world.hub.clients]).toEqual(['destroyed', 'open', 1]);
  });

  test('makes a dear view less often', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    world.costMs = 500;
    world.renders = 0;
    for (let second = 0; second < 20; second++) {
      world.hub.touch();
      world.pass(1);
    }
    expect(world.renders).toBeLessThanOrEqual(4);
  });

  test('has room for a bounded number, and for others when some have left', () => {
    const world = worldOf();
    const readers = Array.from({ length: STREAM_CLIENTS_MAX }, () => readerOf());
    for (const [index, { sink }] of readers.entries()) {
      expect(world.hub.hasRoom()).toBe(true);
      world.hub.open(sink, index % 2 === 0 ? 'en' : 'zh', undefined);
    }
    expect(world.hub.hasRoom()).toBe(false);
    readers[0]!.leave();
    expect(world.hub.hasRoom()).toBe(true);
  });

  test('ends with the server, and nobody is taken on then', () => {
    const world = worldOf();
    const reader = readerOf();
    world.hub.open(reader.sink, 'en', undefined);
    world.hub.close();
    expect([reader.state, world.hub.hasRoom(), world.hub.clients]).toEqual(['ended', false, 0]);
  });
});
