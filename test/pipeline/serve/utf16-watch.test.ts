import { describe, expect, test } from 'vitest';
import type { ToolError } from '../../../src/model/tool-error.ts';
import { createUtf16Watch } from '../../../src/pipeline/serve/utf16-watch.ts';

describe('a followed log in UTF-16', () => {
  test('is told once, with the remedy; one in UTF-8 is not', () => {
    const problems: ToolError[] = [];
    const watch = createUtf16Watch((problem) => problems.push(problem));
    const piece = (log: string, bytes: Buffer) => ({ log, name: log, bytes });
    const line = '2026-09-01 12:00:00 errcode=40014\n';
    watch(piece('a.log', Buffer.from(line)));
    watch(piece('b.log', Buffer.from(`\ufeff${line}`, 'utf16le')));
    // A piece from the middle: cut at the byte 0x0A, it begins with the other half of the line feed.
    watch(piece('b.log', Buffer.from(line, 'utf16le')));
    watch(piece('c.log', Buffer.concat([Buffer.from([0]), Buffer.from(line, 'utf16le')])));
    expect(problems.map(({ code }) => code)).toEqual(['input-utf16', 'input-utf16']);
    expect(problems.map((problem) => problem.say('en').split(':')[0])).toEqual(['b.log', 'c.log']);
    expect(problems[0]!.say('zh')).toContain('UTF-8');
  });
});
