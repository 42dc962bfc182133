/** The host a record names as its own, in the formats that keep one, and nowhere else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOST_CHARACTERS_MAX } from '../../src/model/limits.ts';
import { createHostReader } from '../../src/record/host.ts';

const read = createHostReader();

/** The record stands between others, as in a block. */
function hostOf(record: string): string | undefined {
  const bytes = Buffer.from(`x\n${record}\n{"host":"behind"}\n`);
  return read(bytes, 2, 2 + Buffer.byteLength(record));
}

const LONG = 'w'.repeat(HOST_CHARACTERS_MAX);

describe('the host of a record', () => {
  test.each([
    ['bunyan, pino', '{"level":50,"pid":7,"hostname":"web-3","errcode":40014}', 'web-3'],
    ['blanks', '{ "errcode" : 40014 , "hostname" : "web-3" }', 'web-3'],
    ['a flat key', '{"host.name":"web-3"}', 'web-3'],
    ['the journal', '{"_PID":"7","_HOSTNAME":"web-3","MESSAGE":"errcode=1"}', 'web-3'],
    ['Elastic', '{"host":{"os":{"name":"Debian"},"ip":["10.0.0.1"],"name":"web-3"}}', 'web-3'],
    ['Fluent Bit', '{"kubernetes":{"pod_name":"orders-7c9d5","host":"node-1"}}', 'orders-7c9d5'],
    ['Filebeat', '{"kubernetes":{"node":{"name":"node-1"},"pod":{"name":"orders-1"}}}', 'node-1'],
    ['Serilog', '{"Properties":{"MachineName":"WEB3"}}', 'WEB3'],
    ['an object before', '{"http":{"headers":{"Host":"api.example.com"}},"host":"web-3"}', 'web-3'],
    ['RFC 5424', '<134>1 2026-09-01T10:00:00.123Z web-3 notify 12 - - errcode=40014', 'web-3'],
    ['BSD', '<134>Sep  1 10:00:00 web-3 notify[12]: errcode=40014', 'web-3'],
    [
      'BSD in a file',
      'Sep 11 10:00:00 web-3.example.com notify: errcode=40014',
      'web-3.example.com',
    ],
    ['rsyslog', '2026-09-01T10:00:00.123456+08:00 web-3 notify[12]: errcode=40014', 'web-3'],
    ['a runtime', '2026-09-01T10:00:00.1+08:00 stdout F {"hostname":"orders-1"}', 'orders-1'],
    ['logfmt', 'time=2026-09-01T10:00:00+08:00 msg="no host=" host=web-3 errcode=40014', 'web-3'],
    ['logfmt in quotes', 'level=error hostname="web-3" errcode=40014', 'web-3'],
    ['the longest', `{"host":"${LONG}"}`, LONG],
  ])('is read from %s', (_, record, host) => {
    expect(hostOf(record)).toBe(host);
  });

  test.each([
    ['of somebody else', '{"url":"https://qyapi.weixin.qq.com","host":"qyapi.weixin.qq.com"}'],
    ['that is an address', '{"host":"10.0.0.7"}'],
    ['that is an address of IPv6', '{"host":"fe80::1"}'],
    ['with a port', '{"host":"web-3:8080"}'],
    ['in a header', '{"headers":{"Host":"web-3"}}'],
    ['that is a version', '{"node":"v20.19.0"}'],
    ['without a name', '{"host":null,"hostname":"","pod":{"uid":"a-b"},"node":{}}'],
    ['of an object in it', '{"host":{"os":{"name":"Debian"}}}'],
    ['inside a text', String.raw`{"msg":"{\"hostname\":\"web-3\"}"}`],
    ['as a value', '{"missing":"host","errcode":40014}'],
    ['that is too long', `{"host":"${LONG}w"}`],
    ['in free text', '2026-09-01 10:00:00 INFO host=web-3 hostname: web-4 errcode=40014'],
    ['where a level is', '2026-09-01T10:00:00+08:00 ERROR notify[12]: errcode=40014'],
    ['where a level is, in small letters', '2026-09-01T10:00:00+08:00 error notify[12]: errcode=1'],
    ['without a program', '2026-09-01T10:00:00+08:00 worker WecomClient: errcode=40014'],
    ['in a month', 'Sep  1 10:00:00 ERROR notify: errcode=40014'],
    ['of syslog that has none', '<134>1 2026-09-01T10:00:00Z - notify 12 - - errcode=40014'],
    ['of another line', 'errcode=40014'],
    ['in an object that ends early', '{"host":{"name'],
    ['in a key that ends early', '{"host'],
  ])('is not one %s', (_, record) => {
    expect(hostOf(record)).toBeUndefined();
  });

  test('is masked where it holds what must not be told', () => {
    expect(hostOf('{"host":"web.13800138000"}')).not.toContain('13800138000');
  });

  test('hangs on the record alone, and any bytes can be read', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '"', '\\', ':', ',', 'host', '"hostname":', '"web-1"', '"name":', '<1>1 '],
      ...[
        '2026-09-01T10:00:00Z ',
        'Sep  1 10:00:00 ',
        ' a[1]: ',
        ' host=',
        'é',
        '\u0000',
        '[',
        ']',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const record = pieces.join('');
        const host = hostOf(record);
        expect(host).toBe(
          createHostReader()(Buffer.from(`${record}\n`), 0, Buffer.byteLength(record)),
        );
        if (host !== undefined) expect(host).toMatch(/^[\w.*-]{1,64}$/);
      }),
    );
  });
});
