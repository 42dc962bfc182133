/** Limits, credentials and refused addresses: what stops everything at once. */
import { blocks, rateLimits } from '../../../src/catalog/facts.ts';
import type { CatalogFact } from '../../../src/model/catalog.ts';
import type { Lang } from '../../../src/model/lang.ts';
import type { Section } from '../panels.ts';
import { at, grown, grownInAll, of, STEP } from '../queries.ts';

const LIMITED = at('wecom_errcode_events_total', 'errcode=~"45009|45033"');
/** The codes of the alert WecomCredentialStorm. */
const CREDENTIAL = at('wecom_errcode_events_total', 'errcode=~"40001|40014|42001|40082|42009"');
const DENIED = at('wecom_errcode_events_total', 'errcode="60020"');
const CALLS = at('wecom_api_events_total');

export const RATE_LIMITING: Section = {
  title: { zh: '频率限制', en: 'Rate limiting' },
  panels: [
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '被限频的调用', en: 'Limited calls' },
      description: {
        zh: '45009：频率超限；45033：并发超限。分钟级限制会自行解除；持续不断则说明程序被拒后仍在调用，或小时级、天级限额已用尽。',
        en: '45009: too often; 45033: too many at once. A limit of a minute passes by itself; bars that do not end mean that the program calls on, or that a limit of an hour or a day is used up.',
      },
      series: [
        {
          expr: grown('errcode, workload', LIMITED, STEP),
          legend: '{{errcode}} {{workload}}',
        },
      ],
      unit: 'short',
      style: 'bars',
      emptyWhen: { A: 'no call was ever limited' },
    },
    {
      type: 'chart',
      width: 12,
      height: 8,
      title: { zh: '单个接口每分钟的调用', en: 'Calls of one API a minute' },
      description: {
        zh: '只统计写明了接口路径的日志，且须记录成功才接近真实调用量。虚线为公布的限额：每个企业调用单个接口每分钟 1 万次。',
        en: 'Of records that name the API, near the truth only where successes are logged. Dashed: the published limit of 10,000 calls a minute for one API and one company.',
      },
      series: [
        {
          expr: `sum by (api) (rate(${CALLS}[${STEP}])) * 60 and on (api) topk(10, ${grownInAll('api', CALLS)} > 0)`,
          legend: '{{api}}',
        },
      ],
      unit: 'cpm',
      style: 'lines',
      limit: callsPerMinute(),
      emptyWhen: { A: 'no record names an API' },
    },
    {
      type: 'text',
      width: 24,
      height: 14,
      title: { zh: '公布的限额', en: 'Published limits' },
      description: {
        zh: '企业微信文档公布的限额，随 wecomlog 发布。',
        en: 'What WeCom publishes, as of this release of wecomlog.',
      },
      content: { zh: limitsTable('zh'), en: limitsTable('en') },
    },
  ],
};

export const CREDENTIALS: Section = {
  title: { zh: '凭证与出口 IP', en: 'Credentials and addresses' },
  panels: [
    {
      type: 'chart',
      width: 10,
      height: 8,
      title: { zh: '凭证失效', en: 'Bad credentials' },
      description: {
        zh: '每个 token 两小时过期一次属正常；连续成片说明多个进程互相覆盖 token，或失效后仍在使用。40001 反复出现会使出口 IP 被封一小时。',
        en: 'One expiry of each token in two hours is normal. Bars that do not end mean that processes void each other’s tokens or go on with a refused one. Repeated 40001 gets the address blocked for an hour.',
      },
      series: [
        { expr: grown('errcode, workload', CREDENTIAL, STEP), legend: '{{errcode}} {{workload}}' },
      ],
      unit: 'short',
      style: 'bars',
      emptyWhen: { A: 'no credential ever failed' },
    },
    {
      type: 'chart',
      width: 10,
      height: 8,
      title: { zh: '出口 IP 被拒（60020）', en: 'Refused addresses (60020)' },
      description: {
        zh: '出口 IP 不在企业可信 IP 中。IP 见日志中 “from ip” 之后；管理员加入后约 1 分钟生效。',
        en: 'The exit address is not among the trusted IPs. It stands in the log behind "from ip"; once added by an administrator it works after about a minute.',
      },
      series: [{ expr: grown('workload', DENIED, STEP), legend: '60020 {{workload}}' }],
      unit: 'short',
      style: 'bars',
      emptyWhen: { A: 'no address was ever refused' },
    },
    {
      type: 'stat',
      width: 4,
      height: 8,
      title: { zh: '被拒的出口 IP', en: 'Refused addresses' },
      description: {
        zh: '开始计数以来被 60020 拒绝过的不同出口 IP；被两个实例看到的算两次。',
        en: 'Distinct exit addresses that 60020 refused since counting began; one that two instances saw counts twice.',
      },
      expr: `sum(${of('wecom_denied_ips')})`,
      unit: 'short',
    },
  ],
};

function callsPerMinute(): number {
  const query = { subject: 'interface_call', scope: 'company-and-interface', per: 60 };
  const value = rateLimits(query)[0]?.value;
  if (value === undefined) throw new Error('data/facts.yaml has no limit of calls a minute');
  return value;
}

/** The limits behind 45009 and 45033, and how long they last, each with the page that says so. */
function limitsTable(lang: Lang): string {
  const facts = [
    ...rateLimits({ errcode: 45033 }),
    ...rateLimits({ errcode: 45009 }),
    ...blocks({ errcode: 45009 }),
  ];
  const head = { zh: ['限额', '出处'], en: ['limit', 'source'] }[lang];
  const rows = facts.map((fact) => `| ${fact.text[lang]} | ${sourceOf(fact)} |`);
  return [`| ${head.join(' | ')} |`, '| --- | --- |', ...rows].join('\n');
}

/** `document/path/90313 45009` is a page and the code it stands under. */
function sourceOf({ source }: CatalogFact): string {
  const [page = source, ...rest] = source.split(' ');
  if (!page.startsWith('document/')) return source;
  return [`[${page}](https://developer.work.weixin.qq.com/${page})`, ...rest].join(' ');
}
