/** Replies of DingTalk and of the WeChat official account: the code must be found, and told apart. */
import { createRandom } from './random.mjs';

const DINGTALK = [
  [310000, 'keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]'],
  [300001, 'token is not exist'],
  [130101, 'send too fast, exceed 20 times per minute'],
  [
    88,
    'ding talk error[subcode=90018,submsg=您的服务器调用钉钉开放平台所有接口的请求都被暂时禁用了]',
  ],
  [33012, '无效的USERID'],
  [34016, '未找到任何有效会话'],
  [40035, '不合法的参数'],
  [60011, '没有调用该接口的权限，接口权限申请参考：https://open.dingtalk.com/document'],
  [60121, '找不到该用户'],
  [0, 'ok'],
];

const WEIXIN = [
  [40001, 'invalid credential, access_token is invalid or not latest'],
  [40003, 'invalid openid'],
  [40013, 'invalid appid'],
  [40029, 'invalid code'],
  [40163, 'code been used'],
  [41002, 'appid missing'],
  [43004, 'require subscribe'],
  [45009, 'reach max api daily quota limit'],
  [45015, 'response out of time limit or subscription is canceled'],
  [48001, 'api unauthorized'],
  [50002, 'user limited'],
];

const DINGTALK_WAYS = [
  (code, message) =>
    `2026-09-14 08:30:15 ERROR POST https://oapi.dingtalk.com/robot/send?access_token=TOKEN -> ${JSON.stringify({ errcode: code, errmsg: message })}`,
  (code, message) =>
    `WARN sender: oapi.dingtalk.com/topapi/message/corpconversation/asyncsend_v2 errcode=${code} errmsg=${message}`,
  (code, message) =>
    JSON.stringify({
      level: 'error',
      url: 'https://oapi.dingtalk.com/user/get',
      response: { errcode: code, errmsg: message, request_id: '15r5ohnvur7iy' },
    }),
  (code, message) =>
    `[DingTalk:ops] 推送失败 {'errcode': ${code}, 'errmsg': '${message}'} host=oapi.dingtalk.com`,
  (code, message) =>
    JSON.stringify({
      level: 'warn',
      msg: `https://api.dingtalk.com/v1.0 reply ${JSON.stringify({ errcode: code, errmsg: message })}`,
    }),
];

const WEIXIN_WAYS = [
  (code, message, rid) =>
    `2026-09-14 08:30:15 ERROR POST https://api.weixin.qq.com/cgi-bin/message/template/send ${JSON.stringify({ errcode: code, errmsg: `${message} rid: ${rid}` })}`,
  (code, message, rid) =>
    `[WX] sendMsg error: Error code: ${code}, message: ${message} rid: ${rid}`,
  (code, message, rid) => `//map[errcode:${code} errmsg:${message}, rid: ${rid}]`,
  (code, message, rid) =>
    `me.chanjar.weixin.common.error.WxErrorException: 错误代码：${code}, 错误信息：${message}，微信原始报文：${JSON.stringify({ errcode: code, errmsg: `${message} rid: ${rid}` })}`,
  (code, message, rid) =>
    JSON.stringify({
      level: 'error',
      request: { component_appid: 'wx0123456789abcdef', authorizer_appid: 'wxfedcba9876543210' },
      response: JSON.stringify({ errcode: code, errmsg: `${message} rid: ${rid}` }),
    }),
  (code, message, rid) =>
    `api.weixin.qq.com/sns/jscode2session failed: errcode=${code}, errmsg=${message}, rid: ${rid}`,
];

/** @returns {Array<{logger: string, shape: string, text: string, codes: number[], platform: string}>} */
export function foreignLines() {
  const random = createRandom(310000);
  const dingtalk = DINGTALK_WAYS.flatMap((write, way) =>
    DINGTALK.map(([code, message]) => ({
      logger: `dingtalk ${way + 1}`,
      shape: 'foreign',
      platform: 'dingtalk',
      text: write(code, message),
      codes: [code],
    })),
  );
  const weixin = WEIXIN_WAYS.flatMap((write, way) =>
    WEIXIN.map(([code, message]) => ({
      logger: `weixin ${way + 1}`,
      shape: 'foreign',
      platform: 'weixin',
      text: write(code, message, [8, 8, 8].map((length) => random.hex(length)).join('-')),
      codes: [code],
    })),
  );
  return [...dingtalk, ...weixin];
}
