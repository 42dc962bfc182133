/** What the HTML comparison alone says in Chinese; a flat table. */
import type { Change } from '../../../model/comparison.ts';
import { formatCount as n } from '../../report/figures.ts';

export const ZH = {
  sideRemarks: { base: '比较的标准', head: '要评价的' },
  asked: '所选的范围',
  covered: '首末两条有错误码的记录之间',
  unlike: (base: string, head: string) =>
    `两段时间长短不同（${base}与 ${head}），所以下面比较的是单位时间内的次数，不是总次数。`,
  alike: (length: string) => `两段时间一样长（${length}），次数可以直接比较。`,

  figures: '要点：基准 → 本次',
  from: '基准',
  to: '本次',
  perUnit: (title: string, isHour: boolean) => `${title}（每${isHour ? '小时' : '天'}）`,
  rates: (base: string, head: string, isHour: boolean) =>
    `每${isHour ? '小时' : '天'} ${base} → ${head} 次`,
  inAll: (base: string, head: string) => `总数 ${base} → ${head}`,
  callsRemark: '成功与失败都算；调用多了不等于变差',
  calls: '错误码总次数',
  shareRemark: '失败 ÷（成功 + 失败）',
  noShare: '两份日志都没有记录成功的调用',
  oneShare: '只有一份日志记录了成功的调用，无法对比',
  kinds: '失败的错误码',
  kindsRemark: (added: number, gone: number) =>
    `${added > 0 ? `新出现 ${n(added)} 种` : '没有新出现的'}，${gone > 0 ? `不再出现 ${n(gone)} 种` : '没有不再出现的'}`,

  trend: '前后走势',
  trendRemark: (cell: string) =>
    `失败次数，每格 ${cell}，按类组堆叠；两张图的纵轴与每格宽度相同，高矮可以直接比较。`,
  trendTitle: (side: string, peak: number, moment: string) =>
    `${side}的失败随时间的变化，峰值 ${n(peak)} 次，${moment} 起`,
  trendNone: '没有带时间的失败',

  changes: {
    new: '新出现的错误码',
    grown: '增多的错误码',
    shrunk: '减少的错误码',
    gone: '不再出现的错误码',
    same: '没有明显变化的错误码',
  } satisfies Record<Change, string>,
  changeRemarks: {
    new: '基准里一次也没有，本次有。最多的在前，多半最值得先看。',
    grown: '比基准多两成以上，并且超出偶然波动。',
    shrunk: '比基准少两成以上，并且超出偶然波动。',
    gone: '基准里有，本次一次也没有。',
    same: '变化在两成以内，或次数太少，分不清是不是偶然。',
  } satisfies Record<Change, string>,
  unfold: (codes: number) => `展开 ${n(codes)} 种`,
  columnPair: '基准与本次',
  columnWhen: '首次与末次',
  columnWhenGone: '基准中的首次与末次',

  breakdown: '变化出在哪里',
  breakdownRemark: '失败次数；灰条是基准，彩条是本次。',

  diagnosesRemark: '诊断由多项数字共同得出；两份报告各自的诊断相比：',

  trust: '能信到什么程度',
  nothingOdd: '两份报告的时区、目录版本和记录方式一致，都读到了末尾，可以直接对比。',
  facts: {
    name: '报告',
    period: '时间',
    length: '时长',
    zone: '解读无时区时间所用的时区',
    sources: '输入',
    lines: '行数',
    bytes: '大小',
    events: '错误码总次数',
    success: '记录了成功的调用',
    undated: '没有时间的记录',
    nearMisses: '疑似失败（没有计数）',
    foreign: '其他平台的错误码（没有计数）',
    tolerated: '可容忍的失败',
    problems: '没有读完的输入',
    partial: '中途被打断',
    tool: '生成工具',
    catalog: '错误码目录',
  },
  yes: '是',
  no: '否',
  yesCount: (count: number) => `是，${n(count)} 次`,

  method: '方法与术语',
  methodLines: [
    '“≈”：没有明显变化；后面若有数字，是看到的差值。',
    '“偶然波动”：同样的日志，次数也会上下浮动。若前后其实一样，两边的次数应按时长之比分布；偏离超过 3 倍标准差，才算增多或减少。例如 5 次与 12 次不算变化，10 次与 30 次算。',
    '失败常常成批出现，波动比上面的假设更大：刚刚越线的变化，请结合走势图再下结论。',
    '总的结论：两份日志都记录成功的调用时，看失败率；否则看失败次数。',
    '错误码的含义、类别和处理方一律按当前目录，与两份报告生成时的版本和语言无关。',
    '本页是单个文件，不联网，也不加载任何外部内容；来自日志的内容均已脱敏。',
  ],
  terms: '术语',
  termList: [
    ['基准', '作比较标准的那份报告，通常是更早的一段时间。'],
    ['本次', '要评价的那份报告，通常是更晚的一段时间。'],
    ['错误码', '企业微信接口返回的整数 errcode，0 为成功。'],
    ['次数', '一条记录中的一个错误码算一次。'],
    ['新出现、不再出现', '两份报告中只有一份有。'],
    ['增多、减少', '相差两成以上，并且超出偶然波动。'],
    ['处理方', '该由谁动手：开发者、企业管理员、程序自身、使用者或企业微信。'],
  ] as readonly (readonly [term: string, text: string])[],
  dated: (zone: string) => `时间按时区 ${zone} 显示。`,
};

export type OwnWords = typeof ZH;
