/** What a client gets for what it says it takes. */
import { describe, expect, test } from 'vitest';
import { acceptsGzip, chooseFormat } from '../../../src/sink/prometheus/negotiate.ts';

const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

describe('the format', () => {
  test.each([
    [undefined, 'text'],
    ['', 'text'],
    ['*/*', 'text'],
    ['text/*', 'text'],
    [BROWSER, 'text'],
    [PROMETHEUS_2, 'openmetrics'],
    [PROMETHEUS_3, 'openmetrics'],
    ['application/openmetrics-text', 'openmetrics'],
    ['application/openmetrics-text; version="1.0.0"; charset=utf-8', 'openmetrics'],
    ['application/openmetrics-text; version=0.0.1', 'text'],
    ['text/plain;version=0.0.4;q=0.9, application/openmetrics-text;q=0.3', 'text'],
    ['text/plain;q=0.3, application/openmetrics-text;q=0.9', 'openmetrics'],
    ['application/openmetrics-text, text/plain', 'openmetrics'],
    ['text/plain, application/openmetrics-text', 'text'],
    ['text/plain;q=0, */*', 'openmetrics'],
    ['application/openmetrics-text;q=0, text/plain;q=0', 'text'],
    ['application/vnd.google.protobuf;q=1', 'text'],
    ['TEXT/PLAIN;Q=0.1, Application/OpenMetrics-Text;Q=0.2', 'openmetrics'],
    ['application/openmetrics-text;q=nonsense, text/plain;q=0.1', 'text'],
    [',;,=;q=,', 'text'],
  ])('for %j is %s', (accept, format) => {
    expect(chooseFormat(accept)).toBe(format);
  });
});

describe('gzip', () => {
  test.each([
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['gzip, deflate, br', true],
    ['br', false],
    ['*', true],
    ['gzip;q=0, *', false],
    ['identity, gzip;q=0.5', false],
    ['identity;q=0.5, gzip;q=0.5', true],
    ['X-Gzip', true],
  ])('for %j: %s', (header, isTaken) => {
    expect(acceptsGzip(header)).toBe(isTaken);
  });
});
