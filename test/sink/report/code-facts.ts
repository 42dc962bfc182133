/** What reports made by hand say about codes; kept apart from the catalogue, so that goldens stay. */
import type { ReportCode } from '../../../src/model/report.ts';
import type { Category, Domain, Owner } from '../../../src/model/taxonomy.ts';

interface CodeFacts {
  readonly meaning?: string;
  readonly remedy?: string;
  readonly category: Category;
  readonly domain: Domain;
  readonly owner?: Owner;
  readonly retry: ReportCode['retry'];
}

export const FACTS: Readonly<Record<number, CodeFacts>> = {
  [-1]: {
    meaning: '系统繁忙',
    remedy: '服务器暂不可用，建议稍候重试。建议重试次数不超过3次。',
    category: 'system-error',
    domain: 'common',
    retry: 'yes',
  },
  0: {
    meaning: '请求成功',
    remedy: '接口调用成功',
    category: 'success',
    domain: 'common',
    retry: 'no',
  },
  40003: {
    meaning: '无效的UserID',
    remedy:
      '不合法的UserID。确认：有效的UserID需要满足：长度1~64字符，由英文字母、数字、中划线、下划线以及点号构成。除了创建用户，其余使用UserID的接口，还要保证UserID必须在通讯录中存在。',
    category: 'invalid-parameter',
    domain: 'contacts',
    retry: 'after-fix',
  },
  40014: {
    meaning: '不合法的access_token',
    remedy:
      'access_token参数错误。确认：access_token的获取方式；access_token是否已过期。可以重新获取一次access_token解决。',
    category: 'invalid-credential',
    domain: 'auth',
    owner: 'program',
    retry: 'after-fix',
  },
  42001: {
    meaning: 'access_token已过期',
    remedy: 'access_token有时效性，需要重新获取一次',
    category: 'expired-credential',
    domain: 'auth',
    retry: 'after-fix',
  },
  45009: {
    meaning: '接口调用超过限制',
    remedy: '停止调用，等限制时段过去后降低频率再试；同时检查程序是否在循环重复请求。',
    category: 'rate-limited',
    domain: 'common',
    retry: 'after-wait',
  },
  48002: {
    meaning: 'API接口无权限调用',
    remedy: '写通讯录接口，只能由通讯录同步助手的access_token来调用。',
    category: 'permission-denied',
    domain: 'contacts',
    retry: 'after-fix',
  },
  60020: {
    meaning: '访问ip不在白名单之中',
    remedy:
      '请管理员在应用详情的“企业可信IP”中加入出口地址，并确认访问ip是否在服务商白名单IP列表。',
    category: 'permission-denied',
    domain: 'auth',
    retry: 'after-fix',
  },
  81013: {
    meaning: 'UserID、部门ID、标签ID全部非法或无权限',
    remedy: '核对 ID 是否正确、对象是否已被删除；已删除的请从自己的数据中清理。',
    category: 'not-found',
    domain: 'message',
    retry: 'after-fix',
  },
  302004: {
    meaning:
      '组织架构不合法（1不是一棵树，2 多个一样的partyid，3 partyid空，4 partyid name 空，5 同一个父节点下有两个子节点 部门名字一样 可能是以上情况，请一一排查）',
    remedy: '对照接口文档改正参数的格式、类型和取值，再重新调用。',
    category: 'invalid-parameter',
    domain: 'contacts',
    retry: 'after-fix',
  },
};
