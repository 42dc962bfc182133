/** Selectors of `--label workload=…`: templates over paths, fields of JSON, constants. */
import { describe, expect, test } from 'vitest';
import { createWorkloadSelector } from '../../../src/analyze/live/workload.ts';
import { WORKLOAD_CHARACTERS_MAX } from '../../../src/model/limits.ts';

function read(selector: string, path: string, line = ''): string {
  const bytes = Buffer.from(line);
  return createWorkloadSelector(selector).forSource(path)(bytes, 0, bytes.length);
}

const PODS = '/var/log/pods/{namespace}_{pod}_{uid}/{container}/*';

describe('a workload selector', () => {
  test.each([
    [PODS, '/var/log/pods/shop_orders-7d9f_0a1b/api/0.log', 'shop/api'],
    [PODS, '/var/log/pods/shop_orders-7d9f_0a1b/api/0.log/deeper', ''],
    ['/srv/{workload}/{team}/*.log', '/srv/orders/red/app.log', 'orders'],
    ['{service}.log', '/srv/logs/orders.log', 'orders'],
    ['/srv/**/{service}/app.log', '/srv/a/b/orders/app.log', 'orders'],
    ['/srv/{service}.log', '/srv/other/orders.log', ''],
  ])('%s reads %s as "%s"', (selector, path, workload) => {
    expect(read(selector, path)).toBe(workload);
  });

  test.each([
    ['.app', '{"app":"orders","errcode":1}', 'orders'],
    ['.kubernetes.labels.app', '{"kubernetes":{"labels":{"app":"orders"}}}', 'orders'],
    ['.service.name', '{"service.name":"orders"}', 'orders'],
    ['.app', '{"app":{"name":"orders"}}', ''],
    ['.app', '{"app":"ord', ''],
    ['.app', 'app=orders', ''],
    ['.app', '{"app":"a\\nb\\u0007\\ud800"}', 'a b \ufffd'],
  ])('%s reads %s as "%s"', (selector, line, workload) => {
    expect(read(selector, '/app.log', line)).toBe(workload);
  });

  test('is a constant otherwise, there from the start', () => {
    expect(read('orders', '/app.log')).toBe('orders');
    expect(createWorkloadSelector('orders').initial).toEqual(['orders']);
    expect(createWorkloadSelector(PODS).initial).toEqual(['']);
  });

  test('cuts names that are too long', () => {
    const name = read('.app', '/app.log', JSON.stringify({ app: '长'.repeat(500) }));
    expect([...name]).toHaveLength(WORKLOAD_CHARACTERS_MAX);
  });

  test.each(['', ' ', '/srv/app.log', '/srv/{pod}/app.log', '/srv/{pod', '.', '.a..b', '{}'])(
    'refuses %j',
    (selector) => {
      expect(() => createWorkloadSelector(selector)).toThrow(/cannot be understood/);
    },
  );
});
