// Reads replies as JSON from standard input and writes what Go programs log about them, one JSON
// object a line: {"logger", "shape", "text", "codes"}. The clock stands still.
package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"log"
	"log/slog"
	"net/url"
	"os"
	"strconv"
	"strings"
)

type reply struct {
	ErrCode int    `json:"errcode"`
	ErrMsg  string `json:"errmsg"`
}

type input struct {
	Code  int   `json:"code"`
	Reply reply `json:"reply"`
}

type common struct {
	reply
	MsgID       string
	InvalidUser []string
}

type response struct {
	Resp        reply
	AccessToken string
	ExpiresIn   int64
}

// WorkwxClientError prints itself as the type of the same name in go-workwx does.
type WorkwxClientError struct {
	Code int64
	Msg  string
}

type xmlReply struct {
	XMLName xml.Name `xml:"xml"`
	ErrCode int      `xml:"ErrCode"`
	ErrMsg  string   `xml:"ErrMsg"`
}

type line struct {
	Logger string `json:"logger"`
	Shape  string `json:"shape"`
	Text   string `json:"text"`
	Codes  []int  `json:"codes"`
}

func main() {
	perWay, err := strconv.Atoi(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var replies []input
	if err := json.NewDecoder(os.Stdin).Decode(&replies); err != nil {
		log.Fatal(err)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	counts := map[string]int{}
	for turn, one := range replies {
		offered := ways(one)
		written := 0
		for index := range offered {
			each := offered[(index+turn*3)%len(offered)]
			if counts[each.Logger] >= perWay || written >= 2 {
				continue
			}
			counts[each.Logger]++
			written++
			each.Text = strings.TrimRight(each.Text, "\n")
			each.Codes = []int{one.Code}
			if err := encoder.Encode(each); err != nil {
				log.Fatal(err)
			}
		}
	}
}

func ways(one input) []line {
	code, message := one.Reply.ErrCode, one.Reply.ErrMsg
	body, _ := json.Marshal(one.Reply)
	indented, _ := json.MarshalIndent(one.Reply, "", "\t")
	xmlBody, _ := xml.Marshal(xmlReply{ErrCode: code, ErrMsg: message})
	var decoded map[string]interface{}
	_ = json.Unmarshal(body, &decoded)
	plain := func(format string, values ...interface{}) string {
		return "2026/09/14 08:30:15 sender.go:88: " + fmt.Sprintf(format, values...)
	}
	out := []line{
		{Logger: "go log %+v", Shape: "struct", Text: plain("reply %+v", one.Reply)},
		{Logger: "go log %#v", Shape: "struct", Text: plain("reply %#v", one.Reply)},
		{Logger: "go log pointer", Shape: "struct", Text: plain("reply %+v", &one.Reply)},
		{Logger: "go log nested", Shape: "struct", Text: plain("%+v", response{Resp: one.Reply})},
		{Logger: "go log embedded", Shape: "struct", Text: plain("%+v", common{reply: one.Reply, MsgID: "40014"})},
		{Logger: "go log map", Shape: "struct", Text: plain("reply %v", decoded)},
		{Logger: "go log map %#v", Shape: "struct", Text: plain("reply %#v", decoded)},
		{Logger: "go log body", Shape: "json", Text: plain("body=%s", body)},
		{Logger: "go log body %q", Shape: "escaped", Text: plain("body=%q", body)},
		{Logger: "go log indent", Shape: "json", Text: plain("%s", indented)},
		{Logger: "go errorf", Shape: "key-value", Text: plain("send: %v", fmt.Errorf("wecom errcode: %d, errmsg: %s", code, message))},
		{Logger: "go silenceper", Shape: "key-value", Text: plain("GetUserInfo Error , errcode=%d , errmsg=%s", code, message)},
		{Logger: "go url values", Shape: "key-value", Text: plain("redirect ?%s", url.Values{"errcode": {strconv.Itoa(code)}, "errmsg": {message}}.Encode())},
		{Logger: "go xml", Shape: "xml", Text: plain("%s", xmlBody)},
		{Logger: "go xml in JSON", Shape: "xml", Text: jsonOf(map[string]string{"level": "info", "msg": string(xmlBody)})},
		{Logger: "go html", Shape: "escaped", Text: plain("%s", html.EscapeString(string(body)))},
		{Logger: "go slog text body", Shape: "escaped", Text: slogLine(false, func(l *slog.Logger) { l.Error("send failed", "body", string(body)) })},
		{Logger: "go slog text keys", Shape: "key-value", Text: slogLine(false, func(l *slog.Logger) { l.Warn("send failed", "errcode", code, "errmsg", message) })},
		{Logger: "go slog text group", Shape: "key-value", Text: slogLine(false, func(l *slog.Logger) { l.Warn("reply", slog.Group("resp", "errcode", code, "errmsg", message)) })},
		{Logger: "go slog text any", Shape: "escaped", Text: slogLine(false, func(l *slog.Logger) { l.Warn("reply", "resp", one.Reply) })},
		{Logger: "go slog JSON body", Shape: "escaped", Text: slogLine(true, func(l *slog.Logger) { l.Error("send failed", "body", string(body)) })},
		{Logger: "go slog JSON any", Shape: "json", Text: slogLine(true, func(l *slog.Logger) { l.Error("send failed", "resp", one.Reply) })},
		{Logger: "go slog JSON raw", Shape: "json", Text: slogLine(true, func(l *slog.Logger) { l.Error("send failed", "raw", json.RawMessage(body)) })},
		{Logger: "go dump", Shape: "json", Text: fmt.Sprintf("==== RESPONSE ====\nHTTP/1.1 200 OK\nContent-Length: %d\nError-Code: %d\nError-Msg: %s\n\n%s", len(body), code, message, body)},
	}
	if code >= 40000 && strings.Contains(message, "hint") {
		shape := "bare"
		if strings.Contains(message, "devtool") {
			shape = "link"
		}
		out = append(out,
			line{Logger: "go workwx error", Shape: "bare", Text: plain("send: %+v", &WorkwxClientError{int64(code), message})},
			line{Logger: "go workwx %#v", Shape: "bare", Text: plain("send: %#v", WorkwxClientError{int64(code), message})},
			line{Logger: "go struct values", Shape: shape, Text: plain("获取用户失败：%d: %s", code, message)},
		)
	}
	return out
}

func slogLine(asJSON bool, write func(*slog.Logger)) string {
	var out bytes.Buffer
	options := &slog.HandlerOptions{ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
		if len(groups) == 0 && attr.Key == slog.TimeKey {
			return slog.String(slog.TimeKey, "2026-09-14T08:30:15.482+08:00")
		}
		return attr
	}}
	var handler slog.Handler = slog.NewTextHandler(io.Writer(&out), options)
	if asJSON {
		handler = slog.NewJSONHandler(&out, options)
	}
	write(slog.New(handler))
	return out.String()
}

func jsonOf(value interface{}) string {
	out, _ := json.Marshal(value)
	return string(out)
}
