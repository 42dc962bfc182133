/**
 * Lines of Java programs with WxJava, Spring and plain HTTP clients, after the usual logback and
 * log4j2 patterns.
 */

const SPRING = '2026-09-14 08:30:15.482 ERROR 40414 --- [nio-8080-exec-7]';
const LOGBACK = '08:30:15.482 [pool-3-thread-12] WARN ';
const LOG4J2 = '2026-09-14 08:30:15,482 ERROR [scheduling-1] (WxCpServiceImpl.java:148)';

/** Every way: a name, its shape and how it writes a reply. `evidence` asks for a hint or link. */
export const JAVA_WAYS = {
  'java spring json': {
    shape: 'json',
    write: ({ reply }) =>
      `${SPRING} c.e.notify.service.WecomService         : 企业微信返回：${JSON.stringify(reply)}`,
  },
  'java logback json': {
    shape: 'json',
    write: ({ reply }) => `${LOGBACK} c.e.n.WecomClient - resp=${JSON.stringify(reply)}, cost=40ms`,
  },
  'java WxJava request block': {
    shape: 'json',
    write: ({ reply }) =>
      `${SPRING} m.c.w.cp.api.impl.BaseWxCpServiceImpl    : \n【请求地址】: https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=ACCESS\n【请求参数】：{"touser":"40001|60111","agentid":1000002}\n【错误信息】：${JSON.stringify(reply)}`,
  },
  'java WxJava error': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, text, reply }) =>
      `me.chanjar.weixin.common.error.WxErrorException: 错误代码：${code}, 错误信息：${text}，微信原始报文：${JSON.stringify(reply)}`,
  },
  'java WxJava error without body': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `${LOG4J2} - me.chanjar.weixin.common.error.WxErrorException: 错误代码：${code}, 错误信息：${errmsg}`,
  },
  'java WxError toString': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, text, reply }) =>
      `${LOGBACK} c.e.n.WecomClient - WxError(errorCode=${code}, errorMsg=${text}, errorMsgEn=${text}, json=${JSON.stringify(reply)})`,
  },
  'java WxJava oldest': {
    shape: 'key-value',
    failureOnly: true,
    write: ({ code, errmsg }) => `${LOG4J2} - 微信错误 errcode=${code}, errmsg=${errmsg}`,
  },
  'java lombok': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `${SPRING} c.e.notify.WecomService : resp: WxCpMessageSendResult(errCode=${code}, errMsg=${errmsg}, invalidUser=null, msgId=40014)`,
  },
  'java record': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `${LOGBACK} c.e.n.Sender - Reply[errcode=${code}, errmsg=${errmsg}]`,
  },
  'java map': {
    shape: 'struct',
    write: ({ code, errmsg }) =>
      `${LOGBACK} c.e.n.Sender - 返回结果：{errmsg=${errmsg}, errcode=${code}}`,
  },
  'java full-width': {
    shape: 'key-value',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `${LOG4J2} - 发送企业微信消息失败，errcode：${code}，errmsg：${errmsg}`,
  },
  'java slf4j braces': {
    shape: 'key-value',
    write: ({ code, errmsg }) => `${LOGBACK} c.e.n.Sender - errcode:[${code}], errmsg:[${errmsg}]`,
  },
  'java logstash encoder': {
    shape: 'escaped',
    write: ({ reply }) =>
      JSON.stringify({
        '@timestamp': '2026-09-14T08:30:15.482+08:00',
        '@version': '1',
        message: `wecom response: ${JSON.stringify(reply)}`,
        logger_name: 'com.example.notify.WecomClient',
        thread_name: 'http-nio-8080-exec-7',
        level: 'ERROR',
        level_value: 40000,
      }),
  },
  'java logstash stack': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, text, reply }) =>
      JSON.stringify({
        '@timestamp': '2026-09-14T08:30:15.482+08:00',
        message: '发送失败',
        level: 'ERROR',
        stack_trace: `me.chanjar.weixin.common.error.WxErrorException: 错误代码：${code}, 错误信息：${text}，微信原始报文：${JSON.stringify(reply)}\n\tat me.chanjar.weixin.cp.api.impl.BaseWxCpServiceImpl.executeInternal(BaseWxCpServiceImpl.java:333)\n`,
      }),
  },
  'java feign': {
    shape: 'json',
    write: ({ reply }) =>
      `${LOGBACK} c.e.n.WecomApi - [WecomApi#send] <--- HTTP/1.1 200 OK (40ms)\n${LOGBACK} c.e.n.WecomApi - [WecomApi#send] ${JSON.stringify(reply)}\n${LOGBACK} c.e.n.WecomApi - [WecomApi#send] <--- END HTTP (60-byte body)`,
  },
  'java okhttp': {
    shape: 'json',
    write: ({ reply }) =>
      `INFO: <-- 200 https://qyapi.weixin.qq.com/cgi-bin/gettoken (60ms)\nINFO: ${JSON.stringify(reply)}\nINFO: <-- END HTTP (108-byte body)`,
  },
  'java header map': {
    shape: 'header',
    failureOnly: true,
    write: ({ code, errmsg }) =>
      `${LOGBACK} o.a.http.wire - http-outgoing-7 << "Error-Code: ${code}[\\r][\\n]" "Error-Msg: ${errmsg}[\\r][\\n]" host=qyapi.weixin.qq.com`,
  },
  'java API error code': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, text }) =>
      `${SPRING} c.e.notify.WecomService : 调用企业微信接口失败，错误码: ${code}，错误信息: ${text}`,
  },
  'java camel error code': {
    shape: 'spoken',
    failureOnly: true,
    write: ({ code, text }) =>
      `${LOGBACK} c.e.n.Sender - qyapi.weixin.qq.com call failed, errorCode=${code}, errorMsg=${text}`,
  },
  'java fastjson pretty': {
    shape: 'json',
    write: ({ reply }) => `${LOGBACK} c.e.n.Sender - \n${JSON.stringify(reply, undefined, '\t')}`,
  },
  'java mq payload': {
    shape: 'escaped',
    write: ({ reply }) =>
      `${LOG4J2} - consume topic=wecom-result offset=60020 value={"traceId":"4f1c40014","body":${JSON.stringify(JSON.stringify(reply))}}`,
  },
  'java string code': {
    shape: 'json',
    write: ({ code, errmsg }) =>
      `${LOGBACK} c.e.n.Sender - {"errcode":"${code}","errmsg":${JSON.stringify(errmsg)}}`,
  },
  'java CDATA': {
    shape: 'xml',
    write: ({ code }) =>
      `${LOGBACK} c.e.n.Callback - <xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><CreateTime>1789345815</CreateTime><Event><![CDATA[batch_job_result]]></Event><BatchJob><ErrCode>${code}</ErrCode><ErrMsg><![CDATA[ok]]></ErrMsg></BatchJob></xml>`,
  },
};
