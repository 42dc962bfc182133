/**
 * The fixed vocabulary of failure: categories, groups, owners, retry values and API domains, with
 * their names for people. Ids are stable English identifiers in every language; names appear in
 * text and HTML only.
 */
import type { Bilingual } from './lang.ts';

export type Group = 'ok' | 'retry' | 'credential' | 'request' | 'object' | 'grant' | 'unknown';

export type Owner = 'nobody' | 'program' | 'developer' | 'administrator' | 'user' | 'wecom';

export type Retry = 'yes' | 'after-wait' | 'after-fix' | 'no';

export interface CategoryFacts {
  readonly name: Bilingual;
  readonly group: Group;
  /** Who must act, unless a code says otherwise. */
  readonly owner: Owner;
}

/** In the order in which reports list them: what frees itself last, what needs nobody first. */
export const CATEGORIES = {
  success: { name: { zh: '成功', en: 'success' }, group: 'ok', owner: 'nobody' },
  'system-error': { name: { zh: '系统错误', en: 'system error' }, group: 'retry', owner: 'wecom' },
  'rate-limited': {
    name: { zh: '频率受限', en: 'rate limited' },
    group: 'retry',
    owner: 'program',
  },
  'invalid-credential': {
    name: { zh: '凭证无效', en: 'invalid credential' },
    group: 'credential',
    owner: 'developer',
  },
  'expired-credential': {
    name: { zh: '凭证过期', en: 'expired credential' },
    group: 'credential',
    owner: 'program',
  },
  'missing-parameter': {
    name: { zh: '缺少参数', en: 'missing parameter' },
    group: 'request',
    owner: 'developer',
  },
  'invalid-parameter': {
    name: { zh: '参数不合法', en: 'invalid parameter' },
    group: 'request',
    owner: 'developer',
  },
  'size-limit': {
    name: { zh: '超出大小限制', en: 'size limit' },
    group: 'request',
    owner: 'developer',
  },
  unsupported: { name: { zh: '不支持', en: 'unsupported' }, group: 'request', owner: 'developer' },
  'content-rejected': {
    name: { zh: '内容被拦截', en: 'content rejected' },
    group: 'request',
    owner: 'user',
  },
  'not-found': { name: { zh: '对象不存在', en: 'not found' }, group: 'object', owner: 'developer' },
  'already-exists': {
    name: { zh: '已存在', en: 'already exists' },
    group: 'object',
    owner: 'nobody',
  },
  'state-conflict': {
    name: { zh: '状态冲突', en: 'state conflict' },
    group: 'object',
    owner: 'developer',
  },
  'permission-denied': {
    name: { zh: '无权限', en: 'permission denied' },
    group: 'grant',
    owner: 'administrator',
  },
  'not-configured': {
    name: { zh: '未配置', en: 'not configured' },
    group: 'grant',
    owner: 'administrator',
  },
  'quota-exceeded': {
    name: { zh: '配额用尽', en: 'quota exceeded' },
    group: 'grant',
    owner: 'administrator',
  },
  unknown: {
    name: { zh: '未收录', en: 'not in the catalogue' },
    group: 'unknown',
    owner: 'developer',
  },
} as const satisfies Record<string, CategoryFacts>;

/** One of the 16 kinds of failure, or `unknown` for a code that is not in the catalogue. */
export type Category = keyof typeof CATEGORIES;

export const CATEGORY_IDS = Object.keys(CATEGORIES) as readonly Category[];

export const GROUP_NAMES: Readonly<Record<Group, Bilingual>> = {
  ok: { zh: '成功', en: 'ok' },
  retry: { zh: '可自愈', en: 'retry' },
  credential: { zh: '凭证', en: 'credential' },
  request: { zh: '请求', en: 'request' },
  object: { zh: '对象', en: 'object' },
  grant: { zh: '授权', en: 'grant' },
  unknown: { zh: '未知', en: 'unknown' },
};

export const OWNER_NAMES: Readonly<Record<Owner, Bilingual>> = {
  nobody: { zh: '无需处理', en: 'nobody' },
  program: { zh: '程序自身', en: 'the program' },
  developer: { zh: '开发者', en: 'developer' },
  administrator: { zh: '企业管理员', en: 'administrator' },
  user: { zh: '使用者', en: 'user' },
  wecom: { zh: '企业微信', en: 'WeCom' },
};

export const RETRY_NAMES: Readonly<Record<Retry, Bilingual>> = {
  yes: { zh: '可重试', en: 'retry' },
  'after-wait': { zh: '等待后重试', en: 'retry after a wait' },
  'after-fix': { zh: '修复后重试', en: 'retry after a fix' },
  no: { zh: '不要重试', en: 'do not retry' },
};

export const DOMAIN_NAMES = {
  common: { zh: '通用', en: 'common' },
  auth: { zh: '身份与凭证', en: 'authentication' },
  provider: { zh: '服务商', en: 'provider' },
  app: { zh: '应用', en: 'application' },
  menu: { zh: '菜单', en: 'menu' },
  workbench: { zh: '工作台', en: 'workbench' },
  contacts: { zh: '通讯录', en: 'contacts' },
  message: { zh: '应用消息', en: 'application message' },
  webhook: { zh: '消息推送', en: 'webhook' },
  aibot: { zh: '智能机器人', en: 'AI bot' },
  media: { zh: '素材', en: 'media' },
  chat: { zh: '群聊会话', en: 'group chat' },
  external: { zh: '客户联系', en: 'customer contact' },
  kf: { zh: '微信客服', en: 'customer service' },
  school: { zh: '家校', en: 'school' },
  gov: { zh: '政民沟通', en: 'government' },
  chain: { zh: '上下游', en: 'linked companies' },
  invoice: { zh: '电子发票', en: 'invoice' },
  payment: { zh: '支付', en: 'payment' },
  order: { zh: '订单', en: 'order' },
  license: { zh: '接口许可', en: 'licence' },
  hardware: { zh: '硬件', en: 'hardware' },
  phone: { zh: '公费电话', en: 'phone' },
  checkin: { zh: '打卡', en: 'check-in' },
  approval: { zh: '审批', en: 'approval' },
  report: { zh: '汇报', en: 'work report' },
  meeting: { zh: '会议', en: 'meeting' },
  live: { zh: '直播', en: 'live' },
  calendar: { zh: '日程与会议室', en: 'calendar' },
  doc: { zh: '文档', en: 'document' },
  wedrive: { zh: '微盘', en: 'drive' },
  mail: { zh: '邮件', en: 'mail' },
  archive: { zh: '会话存档', en: 'archive' },
  dataai: { zh: '数据与智能专区', en: 'data and intelligence' },
  security: { zh: '安全管理', en: 'security' },
  miniprogram: { zh: '小程序', en: 'mini program' },
  shake: { zh: '摇一摇周边', en: 'iBeacon shake' },
  unknown: { zh: '未知', en: 'unknown' },
} as const satisfies Record<string, Bilingual>;

/** The API area a code belongs to: one of 37, or `unknown`. */
export type Domain = keyof typeof DOMAIN_NAMES;

/** Number spaces beside that of the API; data/systems.yaml has their codes. */
export const SYSTEM_IDS: readonly string[] = [
  'callback-crypto',
  'finance-sdk',
  'spec-sdk',
  'web-login-component',
  'bluetooth',
  'ibeacon',
  'wifi',
  'nfc',
  'wecom-cli',
];
