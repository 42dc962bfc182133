/** Logs about other vendors' interfaces, whose error keys and numbers resemble WeCom's. */
import { clock } from './infrastructure-logs.mjs';

export const VENDOR_LOGS = {
  payments: (random, at) =>
    random.pick([
      () =>
        `2026-09-14 ${clock(at)} ERROR wxpay <xml><return_code><![CDATA[SUCCESS]]></return_code><result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[${random.pick(['ORDERPAID', 'NOTENOUGH', 'SYSTEMERROR'])}]]></err_code><err_code_des><![CDATA[订单${random.integer(40001, 60120)}已支付]]></err_code_des></xml>`,
      () =>
        `2026-09-14 ${clock(at)} ERROR {"return_code":"SUCCESS","result_code":"FAIL","err_code":"${random.pick(['ORDERPAID', 'ORDERCLOSED', 'AUTHCODEEXPIRE'])}","err_code_des":"该订单已支付","mch_id":"1${random.digits(9)}"}`,
      () =>
        `2026-09-14 ${clock(at)} WARN {"alipay_trade_pay_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_HAS_SUCCESS","sub_msg":"交易已被支付"}}`,
      () =>
        `2026-09-14 ${clock(at)} WARN {"code":"SIGN_ERROR","message":"签名错误","detail":{"field":"signature","location":"authorization"}} https://api.mch.weixin.qq.com/v3/pay/transactions HTTP 401`,
      () =>
        `2026-09-14 ${clock(at)} INFO unionpay respCode=00 respMsg=success traceNo=${random.digits(6)} txnAmt=${random.integer(40001, 60120)}`,
      () =>
        `2026-09-14 ${clock(at)} ERROR 银联网关 错误码：${random.integer(10001, 60120)} 原因：余额不足`,
    ])(),
  matrix: (random, at) =>
    random.pick([
      () =>
        `2026-09-14 ${clock(at)},482 - synapse.http.server - 148 - INFO - PUT-${random.integer(40001, 60120)} - <XForwardedForRequest at 0x7f method='PUT' clientproto='HTTP/1.1'> SynapseError: 403 - You are not invited to this room.`,
      () =>
        `{"errcode":"${random.pick(['M_FORBIDDEN', 'M_UNKNOWN_TOKEN', 'M_NOT_FOUND', 'M_USER_IN_USE'])}","error":"refused ${random.integer(40001, 60120)}"}`,
      () =>
        `{"errcode":"M_LIMIT_EXCEEDED","error":"Too Many Requests","retry_after_ms":${random.integer(100, 60120)}}`,
      () =>
        `bridge: MatrixError: M_UNKNOWN (HTTP ${random.pick([400, 403, 429])}): {'errcode': 'M_UNKNOWN', 'error': 'Internal server error'}`,
    ])(),
  'cloud-vendors': (random, at) =>
    random.pick([
      () =>
        JSON.stringify({
          eventVersion: '1.09',
          eventTime: `2026-09-14T${clock(at)}Z`,
          eventName: 'GetObject',
          errorCode: random.pick(['AccessDenied', 'NoSuchKey', 'Client.UnauthorizedOperation']),
          errorMessage: 'denied',
          requestID: random.hex(16),
          accountId: random.digits(12),
        }),
      () =>
        `{"errorCode":${random.pick([3001, 124, 1010, 300])},"errorMessage":"Meeting ${random.digits(10)} does not exist."}`,
      () =>
        `{"error_code":"APIG.0${random.integer(100, 399)}","error_msg":"Incorrect IAM authentication information","request_id":"${random.hex(32)}"}`,
      () =>
        `{"error_code":${random.pick([110, 111, 17, 18, 216201])},"error_msg":"Access token invalid or no longer valid","log_id":${random.digits(18)}}`,
      () =>
        `{"code":${random.pick([99991663, 99991661, 19021, 230002])},"msg":"Invalid access token for authorization. Please make a test attempt"}`,
      () =>
        `{"ErrCode":"Instance.NotFound","RequestId":"${random.uuid()}","HttpStatusCode":404,"Success":false}`,
      () =>
        `{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"The SecretId is not found"},"RequestId":"${random.uuid()}"}}`,
      () =>
        `{"error":{"message":"Error validating access token","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"${random.hex(11)}"}}`,
      () =>
        `{"error":"invalid_grant","error_description":"AADSTS${random.integer(50001, 90100)}: The refresh token has expired.","error_codes":[${random.integer(50001, 90100)}],"trace_id":"${random.uuid()}"}`,
      () =>
        `Twilio error ${random.integer(20001, 63040)}: https://www.twilio.com/docs/errors/${random.integer(20001, 63040)}`,
      () => `{"status":"400","code":"MissingParameter","error_code":"E40014"}`,
    ])(),
  'hints-and-request-ids': (random, at) =>
    `2026-09-14T${clock(at)}.482Z ${random.pick([
      () => `ERROR query failed (code: 40001) hint: The transaction might succeed if retried`,
      () => `WARN [40014] slow consumer, hint: [add partitions]`,
      () => `INFO mongo explain hint: { _id: 1 } code: ${random.integer(40001, 60120)}`,
      () => `ERROR upload rejected (${random.integer(40001, 60120)}) rid: ${random.hex(12)}`,
      () =>
        `ERROR rid=${random.hex(8)}-${random.hex(4)} [${random.integer(40001, 60120)}] upstream closed`,
      () => `ERROR validation failed [${random.integer(40001, 60120)}] req_id: ${random.uuid()}`,
      () => `WARN hint: [${random.digits(9)}] cache miss ratio (${random.integer(40001, 60120)})`,
      () => `{"errorCode":40001,"hint":"retry the transaction","requestId":"${random.uuid()}"}`,
      () => `{"error_code":50013,"hint":"check quota","rid":"${random.hex(10)}"}`,
      () =>
        `error code: ${random.integer(40001, 60120)}, more info at https://docs.example.com/errors?e=${random.integer(40001, 60120)}`,
      () => `rejected from ip: ${random.ip()}, error code: ${random.integer(40001, 60120)}`,
    ])()}`,
  'bare-numbers': (random, at) =>
    `${clock(at)} ${random.pick([
      () =>
        `[${random.integer(40001, 60120)}] ${random.pick(['worker started', 'stock not enough', 'timeout'])}`,
      () => `order rejected(${random.integer(40001, 60120)})`,
      () => `sync failed (code: ${random.integer(40001, 60120)})`,
      () => `reply[${random.integer(40001, 60120)}]: stock not enough`,
      () => `Payment Error: ${random.integer(40001, 60120)}, card declined`,
      () => `job[${random.integer(40001, 60120)}]: finished in ${random.integer(1, 900)} s`,
      () => `失败：${random.integer(40001, 60120)}: 库存不足`,
      () => `ApiError { Code: ${random.integer(40001, 60120)}, Msg: "stock not enough" }`,
      () => `${random.integer(40001, 60120)} stock not enough`,
      () => `[Error ${random.integer(40001, 60120)}] order closed`,
      () => `exit status ${random.integer(1, 255)}; pid [${random.integer(40001, 60120)}]`,
      () => `出现${random.integer(40001, 60120)}错误`,
    ])()}`,
};

/** Other vendors' genuine wire keys: their codes are found, and must not be taken for WeCom's. */
export const FOREIGN_LOGS = {
  dingtalk: (random, at) =>
    `2026-09-14 ${clock(at)} ${random.pick(['ERROR', 'WARN', 'INFO'])} POST https://oapi.dingtalk.com/${random.pick(['robot/send', 'topapi/v2/user/get', 'gettoken'])} ${random.pick(
      [
        () => `{"errcode":0,"errmsg":"ok"}`,
        () => `{"errcode":310000,"errmsg":"keywords not in content"}`,
        () => `{"errcode":88,"errmsg":"ding talk error[subcode=90018,submsg=请求被暂时禁用]"}`,
        () => `{"errcode":60121,"errmsg":"找不到该用户","request_id":"${random.hex(12)}"}`,
        () => `errcode=130101, errmsg=send too fast`,
      ],
    )()}`,
  'official-account': (random, at) =>
    `2026-09-14 ${clock(at)} ${random.pick(['ERROR', 'WARN'])} https://api.weixin.qq.com/${random.pick(['sns/jscode2session', 'cgi-bin/message/custom/send', 'cgi-bin/token'])} ${random.pick(
      [
        () =>
          `{"errcode":40029,"errmsg":"invalid code, rid: ${random.hex(8)}-${random.hex(8)}-${random.hex(8)}"}`,
        () =>
          `{"errcode":45015,"errmsg":"response out of time limit rid: ${random.hex(8)}-${random.hex(8)}-${random.hex(8)}"}`,
        () =>
          `{"errcode":40001,"errmsg":"invalid credential rid: ${random.hex(8)}-${random.hex(8)}-${random.hex(8)}"}`,
        () =>
          `{"errcode":43004,"errmsg":"require subscribe rid: ${random.hex(8)}-${random.hex(8)}-${random.hex(8)}"}`,
      ],
    )()}`,
};
