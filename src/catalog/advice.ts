/** What to do about a failure of each category, where nothing is known about the code itself. */
import type { Bilingual } from '../model/lang.ts';
import type { Category } from '../model/taxonomy.ts';

/** One sentence a category, in words that name the next step. */
export const ADVICE: Readonly<Record<Category, Bilingual>> = {
  success: {
    zh: '调用成功，无需处理；批量接口请再检查返回列表中每一项的 errcode。',
    en: 'Nothing to do; after a batch call, also check the errcode of each item in the reply.',
  },
  'system-error': {
    zh: '稍候重试，最多 3 次；仍然失败时，带上返回的 hint 联系企业微信。',
    en: 'Retry after a short wait, at most 3 times; if it still fails, send the hint of the reply to WeCom support.',
  },
  'rate-limited': {
    zh: '停止调用，等限制时段过去后降低频率再试；同时检查程序是否在循环重复请求。',
    en: 'Stop calling until the window has passed, then call more slowly; look for a loop that repeats the same request.',
  },
  'invalid-credential': {
    zh: '核对凭证的来源和类型，换成正确的凭证后再调用；不要用同一个凭证反复重试。',
    en: 'Check where the credential comes from and of which kind it is, and call again with the right one; never loop with the same one.',
  },
  'expired-credential': {
    zh: '重新获取一次凭证，再重试一次；获取到的凭证请缓存到过期之前。',
    en: 'Fetch a new credential and repeat the call once; cache the new one until it expires.',
  },
  'missing-parameter': {
    zh: '补上缺少的参数；参数已经填写时，检查请求方法和 JSON 包体是否正确送达。',
    en: 'Send the missing parameter; if it is there, check that the HTTP method is right and the JSON body arrives whole.',
  },
  'invalid-parameter': {
    zh: '对照接口文档改正参数的格式、类型和取值，再重新调用。',
    en: "Correct the parameter's format, type or value against the interface's documentation, then call again.",
  },
  'size-limit': {
    zh: '缩短内容，或拆成几次请求，使单次请求落在限制之内。',
    en: 'Shorten the value or split the request so that each call stays within the limit.',
  },
  unsupported: {
    zh: '不要重试；这一操作不被支持，请改用其它接口、类型或方式。',
    en: 'Do not retry: this is not supported; use another interface, type or way.',
  },
  'content-rejected': {
    zh: '修改被拦截的内容后再提交，不要原样重发。',
    en: 'Change the content that was stopped before sending it again; do not resend it as it is.',
  },
  'not-found': {
    zh: '核对 ID 是否正确、对象是否已被删除；已删除的请从自己的数据中清理。',
    en: 'Check the id and whether the object was deleted; if it was, drop it from your own data.',
  },
  'already-exists': {
    zh: '对象或效果已经存在：直接使用它，或换一个不重复的名称、编号。',
    en: 'The object or its effect is already there: use it as it is, or choose another name or number.',
  },
  'state-conflict': {
    zh: '重新读取对象的当前状态，再决定下一步操作。',
    en: 'Read the present state of the object again and choose the next step by it.',
  },
  'permission-denied': {
    zh: '请管理员授予接口权限或扩大可见范围，并确认调用用的是有权限的凭证。',
    en: 'Ask an administrator to grant the right or widen the visible range, and make sure the call uses the credential that has it.',
  },
  'not-configured': {
    zh: '请管理员在管理后台开通、启用、认证或登记该功能后再调用。',
    en: 'Ask an administrator to switch on, enable, verify or register the feature in the admin console, then call again.',
  },
  'quota-exceeded': {
    zh: '删除不用的对象，或购买、申请扩容；额度不会自行恢复。',
    en: 'Delete what is no longer used, or buy or apply for more; the quota does not come back by itself.',
  },
  unknown: {
    zh: '打开官方错误码查询工具查看该错误码的含义和排查方法。',
    en: "Look the code up in WeCom's own query tool for its meaning and remedy.",
  },
};
