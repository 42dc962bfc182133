"""Reads replies as JSON from standard input, writes what Python programs log about them, one JSON
object a line: {"logger", "shape", "text", "codes"}. The clock stands still."""

import collections
import dataclasses
import json
import logging
import pprint
import sys
import traceback
import types
import urllib.parse

WORLD_SECONDS = 1789345815.482


class WeChatClientException(Exception):
    """Prints itself as the exception of the same name in wechatpy does."""

    def __init__(self, errcode, errmsg):
        super().__init__(errcode, errmsg)
        self.errcode = errcode
        self.errmsg = errmsg

    def __str__(self):
        return f"Error code: {self.errcode}, message: {self.errmsg}"

    def __repr__(self):
        return f"{type(self).__name__}({self.errcode}, {self.errmsg})"


@dataclasses.dataclass
class Reply:
    errcode: int
    errmsg: str


ReplyTuple = collections.namedtuple("ReplyTuple", "errcode errmsg")


def format_line(layout, message, *arguments, level=logging.ERROR, name="wecom.client"):
    record = logging.LogRecord(name, level, "/srv/bot/wecom/client.py", 148, message, arguments, None, "_request")
    record.created = WORLD_SECONDS
    record.msecs = 482
    record.process = 40414
    record.thread = 139940014
    formatter = logging.Formatter(layout)
    formatter.converter = lambda seconds: __import__("time").gmtime(WORLD_SECONDS + 8 * 3600)
    return formatter.format(record)


DASHED = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
BRACKETED = "[%(levelname)s][%(asctime)s][%(filename)s:%(lineno)d] - %(message)s"
ROOT = "%(levelname)s:%(name)s:%(message)s"


def trace(error):
    source = (
        "def _request(error):\n    return _handle_result(error)\n"
        "def _handle_result(error):\n    raise error\n"
    )
    names = {}
    exec(compile(source, "/srv/bot/lib/client/base.py", "exec"), names)
    try:
        names["_request"](error)
    except Exception as raised:  # the traceback is the purpose
        frames = traceback.extract_tb(raised.__traceback__)[1:]
        head = "Traceback (most recent call last):\n" + "".join(traceback.format_list(frames))
        return head + f"wechatpy.exceptions.{type(raised).__name__}: {raised}"


def ways(one):
    reply = one["reply"]
    code, errmsg = reply["errcode"], reply["errmsg"]
    body = json.dumps(reply, ensure_ascii=False, separators=(",", ":"))
    error = WeChatClientException(code, errmsg)
    yield "logging dict", "struct", format_line(DASHED, "企业微信推送失败：%s", reply)
    yield "logging root", "json", format_line(ROOT, "send msg and response: %s", body, level=logging.INFO)
    yield "logging %r", "escaped", format_line(BRACKETED, "response %r", body)
    yield "logging bytes", "escaped", format_line(DASHED, "body=%r", body.encode())
    yield "json.dumps", "json", format_line(BRACKETED, "result: %s", json.dumps(reply))
    yield "json.dumps sorted", "json", format_line(DASHED, json.dumps({"invaliduser": "", "errmsg": errmsg, "errcode": code}))
    yield "json.dumps indent", "json", json.dumps(reply, ensure_ascii=False, indent=2)
    yield "json.dumps twice", "escaped", format_line(DASHED, "cached %s", json.dumps(json.dumps(reply)))
    yield "pprint", "struct", pprint.pformat({"data": reply, "status": 200}, width=60)
    yield "dataclass", "struct", format_line(DASHED, "got %s", Reply(code, errmsg))
    yield "namedtuple", "struct", format_line(ROOT, "got %r", ReplyTuple(code, errmsg))
    yield "namespace", "struct", format_line(ROOT, "got %r", types.SimpleNamespace(errmsg=errmsg, errcode=code))
    yield "ordered dict", "struct", format_line(ROOT, "got %r", collections.OrderedDict(reply))
    yield "JSON formatter", "escaped", json.dumps({"asctime": "2026-09-14 08:30:15,482", "levelname": "ERROR", "message": "企业微信接口返回 " + body})
    yield "JSON formatter fields", "json", json.dumps({"level": "error", "event": "发送失败", "response": reply})
    yield "structlog console", "key-value", f"2026-09-14 08:30:15 [error    ] send failed                    errcode={code} errmsg={errmsg!r}"
    yield "structlog JSON", "json", json.dumps({"errcode": code, "errmsg": errmsg, "event": "send failed", "level": "error"})
    yield "loguru", "struct", f"2026-09-14 08:30:15.482 | ERROR    | wecom.client:_request:148 - {reply}"
    yield "urlencode", "key-value", format_line(ROOT, "callback %s", urllib.parse.urlencode({"from": "wecom", **reply}))
    yield "python 2 repr", "struct", f"WeiXin_Qy Api Error, result is {{u'errcode': {code}, u'errmsg': u{errmsg!r}}}"
    if code > 0:
        yield "wechatpy text", "spoken", format_line(BRACKETED, "[WX] sendMsg error: %s", error)
        yield "wechatpy traceback", "spoken", format_line(DASHED, "send failed") + "\n" + trace(error)
    if code >= 40000 and "hint" in errmsg:
        yield "exception args", "link" if "devtool" in errmsg else "bare", format_line(ROOT, "%r", Exception(f"[{code}] {errmsg}"))
        yield "wechatpy repr", "bare", format_line(ROOT, "retry after %r", error)


def main():
    replies = json.load(sys.stdin)
    counts = collections.Counter()
    per_way = int(sys.argv[1])
    for turn, one in enumerate(replies):
        offered = list(ways(one))
        offered = offered[turn % len(offered):] + offered[: turn % len(offered)]
        written = 0
        for logger, shape, text in offered:
            if counts[logger] >= per_way or written >= 2:
                continue
            counts[logger] += 1
            written += 1
            line = {"logger": f"python {logger}", "shape": shape, "text": text, "codes": [one["code"]]}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


main()
