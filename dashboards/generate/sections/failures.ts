/** What failed, when, how large a part of the calls: by group, category, code and API. */
import {
  CATEGORY_COLUMN,
  categoryOverrides,
  ERRCODE_COLUMN,
  groupOverrides,
  MEANING_COLUMN,
  momentColumn,
  OWNER_COLUMN,
  RETRY_COLUMN,
} from '../names.ts';
import type { Section } from '../panels.ts';
import { at, failureShare, grown, grownInAll, RANGE, STEP, withInfo } from '../queries.ts';

const KNOWN = ['meaning', 'category', 'owner', 'retry'];
const CODES = at('wecom_errcode_events_total', 'errcode!="0"');
const API_FAILED = at('wecom_api_events_total', 'group!~"ok|object"');

const NO_API = 'no record of a failure names an API';
const NOTHING_NEW = 'no code was first seen in the chosen time';
const WITHOUT_FAILURES = 'no call failed in the chosen time';
const NOTHING_FAILED = { A: WITHOUT_FAILURES, B: WITHOUT_FAILURES, C: WITHOUT_FAILURES };

export const OVER_TIME: Section = {
  title: { zh: '随时间变化', en: 'Over time' },
  panels: [
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '失败次数，按组', en: 'Failures by group' },
      description: {
        zh: '各柱之和即总数。已容忍的失败不在其中。retry 可自愈，credential 凭证，request 请求有误，object 业务性结果，grant 须由管理员处理，unknown 未收录。',
        en: 'The bars add up to the count. Tolerated failures are not shown. retry passes by itself, credential is about tokens and secrets, request is a mistake in the call, object is a business answer, grant is for the administrator, unknown is not in the catalogue.',
      },
      series: [
        {
          expr: grown('group', at('wecom_events_total', 'group!="ok", tolerated="false"'), STEP),
          legend: '{{group}}',
        },
      ],
      unit: 'short',
      style: 'bars',
      overrides: groupOverrides,
    },
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '失败次数，按类别', en: 'Failures by category' },
      description: {
        zh: '与左图相同，按 16 个类别细分；没有发生的类别不显示。',
        en: 'The same by the 16 categories; categories without events are left out.',
      },
      series: [
        {
          expr: `${grown('category', at('wecom_events_total', 'group!="ok", tolerated="false"'), STEP)} and on (category) (${grownInAll('category', at('wecom_events_total', 'group!="ok", tolerated="false"'))} > 0)`,
          legend: '{{category}}',
        },
      ],
      unit: 'short',
      style: 'bars',
      overrides: categoryOverrides,
      emptyWhen: NOTHING_FAILED,
    },
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '失败率，按工作负载', en: 'Share of failures by workload' },
      description: {
        zh: '失败占全部调用的比例，只显示同时记录成功的工作负载。虚线为告警阈值 5%。',
        en: 'Failures among all calls, of workloads that log successes too. Dashed: 5%, where the alert begins.',
      },
      series: [{ expr: failureShare(STEP), legend: '{{workload}}' }],
      unit: 'percentunit',
      style: 'lines',
      limit: 0.05,
      emptyWhen: { A: 'no workload logs successes' },
    },
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '调用速率', en: 'Calls' },
      description: {
        zh: '日志中每分钟的成功与失败次数。成功为零可能只是没有记录成功。',
        en: 'Successes and failures a minute, as logged. No successes may only mean that they are not logged.',
      },
      series: [
        {
          expr: `sum(rate(${at('wecom_events_total', 'group="ok"')}[${STEP}])) * 60`,
          legend: { zh: '成功', en: 'successes' },
        },
        {
          expr: `sum(rate(${at('wecom_events_total', 'group!="ok"')}[${STEP}])) * 60`,
          legend: { zh: '失败', en: 'failures' },
        },
      ],
      unit: 'cpm',
      style: 'lines',
    },
  ],
};

export const CODES_SECTION: Section = {
  title: { zh: '错误码', en: 'Codes' },
  panels: [
    {
      type: 'table',
      width: 24,
      height: 10,
      title: { zh: '最多的错误码', en: 'Top codes' },
      description: {
        zh: '所选时间内最多的 20 个错误码，含业务性结果与已容忍的失败。点击错误码打开官方查询页；处理办法见 wecomlog explain。',
        en: 'The 20 most frequent codes of the chosen time, business answers and tolerated failures included. A click on a code opens WeCom’s own page; what to do is said by wecomlog explain.',
      },
      queries: {
        A: withInfo(`topk(20, ${grown('errcode', CODES, RANGE)} > 0)`, KNOWN),
        B: withInfo(
          `min by (errcode) (${at('wecom_errcode_first_seen_timestamp_seconds')}) * 1000 and on (errcode) topk(20, ${grown('errcode', CODES, RANGE)} > 0)`,
          KNOWN,
        ),
        C: withInfo(
          `max by (errcode) (${at('wecom_errcode_last_seen_timestamp_seconds')}) * 1000 and on (errcode) topk(20, ${grown('errcode', CODES, RANGE)} > 0)`,
          KNOWN,
        ),
      },
      columns: [
        ERRCODE_COLUMN,
        MEANING_COLUMN,
        { field: 'A', title: { zh: '次数', en: 'events' } },
        CATEGORY_COLUMN,
        OWNER_COLUMN,
        RETRY_COLUMN,
        momentColumn('B', { zh: '首次出现', en: 'first seen' }),
        momentColumn('C', { zh: '最近出现', en: 'last seen' }),
      ],
      sortBy: { zh: '次数', en: 'events' },
      emptyWhen: NOTHING_FAILED,
    },
    {
      type: 'chart',
      width: 24,
      height: 8,
      title: { zh: '最多的错误码随时间变化', en: 'Top codes over time' },
      description: {
        zh: '所选时间内最多的 10 个错误码，各柱之和即总数。',
        en: 'The 10 most frequent codes of the chosen time; the bars add up to the count.',
      },
      series: [
        {
          expr: withInfo(
            `${grown('errcode', CODES, STEP)} and on (errcode) topk(10, ${grownInAll('errcode', CODES)} > 0)`,
            ['meaning'],
          ),
          legend: '{{errcode}} {{meaning}}',
        },
      ],
      unit: 'short',
      style: 'bars',
      emptyWhen: NOTHING_FAILED,
    },
    {
      type: 'table',
      width: 24,
      height: 8,
      title: { zh: '新错误码', en: 'New codes' },
      description: {
        zh: '在所选时间内首次出现的错误码（所有实例都未曾见过）。发布或修改后台设置之后先看这里。',
        en: 'Codes first seen in the chosen time, by any instance. The first thing to look at after a release or a change in the admin console.',
      },
      queries: {
        A: withInfo(
          `(min by (errcode) (${at('wecom_errcode_first_seen_timestamp_seconds', 'errcode!~"0|other"')}) > time() - $__range_s) * 1000`,
          KNOWN,
        ),
        B: withInfo(
          `sum by (errcode) (${at('wecom_errcode_events_total')}) and on (errcode) (min by (errcode) (${at('wecom_errcode_first_seen_timestamp_seconds', 'errcode!~"0|other"')}) > time() - $__range_s)`,
          KNOWN,
        ),
      },
      columns: [
        ERRCODE_COLUMN,
        MEANING_COLUMN,
        momentColumn('A', { zh: '首次出现', en: 'first seen' }),
        { field: 'B', title: { zh: '累计次数', en: 'events so far' } },
        CATEGORY_COLUMN,
        OWNER_COLUMN,
        RETRY_COLUMN,
      ],
      sortBy: { zh: '首次出现', en: 'first seen' },
      emptyWhen: { A: NOTHING_NEW, B: NOTHING_NEW },
    },
  ],
};

export const APIS: Section = {
  title: { zh: '接口', en: 'APIs' },
  panels: [
    {
      type: 'table',
      width: 12,
      height: 9,
      title: { zh: '接口', en: 'APIs' },
      description: {
        zh: '只统计写明了接口路径的日志，含已容忍的失败。超过 200 个接口后计入 other。',
        en: 'Of records that name the API; tolerated failures are among them. Beyond 200 APIs they are other.',
      },
      queries: {
        A: grown('api', API_FAILED, RANGE),
        B: grown('api', at('wecom_api_events_total', 'group="object"'), RANGE),
        C: grown('api', at('wecom_api_events_total', 'group="ok"'), RANGE),
      },
      columns: [
        { field: 'api', title: { zh: '接口', en: 'API' } },
        { field: 'A', title: { zh: '失败', en: 'failures' } },
        { field: 'B', title: { zh: '业务性结果', en: 'business answers' } },
        { field: 'C', title: { zh: '成功', en: 'successes' } },
      ],
      sortBy: { zh: '失败', en: 'failures' },
      emptyWhen: { A: NO_API, B: NO_API, C: NO_API },
    },
    {
      type: 'chart',
      width: 12,
      height: 9,
      title: { zh: '失败次数，按接口', en: 'Failures by API' },
      description: {
        zh: '所选时间内失败最多的 10 个接口。',
        en: 'The 10 APIs that failed most often in the chosen time.',
      },
      series: [
        {
          expr: `${grown('api', API_FAILED, STEP)} and on (api) topk(10, ${grownInAll('api', API_FAILED)} > 0)`,
          legend: '{{api}}',
        },
      ],
      unit: 'short',
      style: 'bars',
      emptyWhen: { A: NO_API },
    },
  ],
};
