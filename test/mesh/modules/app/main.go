// The lab's application: it says who it is, calls on along a chain, and misbehaves when asked.
//
// HTTP (with WebSocket-like upgrades) on -http ports, the same over TLS on -tls ports, lines over TCP on -tcp ports. A request is answered with one JSON
// object. gRPC on -grpc ports (grpc.go). Query parameters: next=URL calls that URL and nests its answer, with relay=1 the
// status of that answer is its own; delay=MS waits before the answer, slow=N/M with N of every M requests; status=CODE
// answers it; fail=N/M answers 503 to N of every M requests that this process gets; only=PREFIX keeps status to pods of such names,
// path=PREFIX to such paths. With WORKERS in the environment it works on so many requests at once, the others wait. /seen answers how many requests it got, by host; /behave?QUERY sets what requests ask for that
// do not say it themselves. `lab-app load` and `lab-app hold` are the other side: requests, and connections that stay open.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"google.golang.org/grpc"
)

// Headers that join the spans of one trace, and the user's own; an application must pass them on.
var passed = []string{"x-request-id", "traceparent", "tracestate", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags", "end-user"}

type answer struct {
	Service string              `json:"service"`
	Version string              `json:"version"`
	Pod     string              `json:"pod"`
	Method  string              `json:"method"`
	Host    string              `json:"host"`
	Path    string              `json:"path"`
	Proto   string              `json:"proto"`
	Headers map[string][]string `json:"headers"`
	Remote  string              `json:"remote"`
	SNI     string              `json:"sni,omitempty"`
	Client  string              `json:"client,omitempty"`
	Next    json.RawMessage     `json:"next,omitempty"`
	NextIs  int                 `json:"nextStatus,omitempty"`
	Error   string              `json:"error,omitempty"`
}

// How long clients are told to leave before their connections are closed.
const leave = time.Second

var leaving atomic.Bool
var requests atomic.Int64
var seen = struct {
	sync.Mutex
	byHost map[string]int
}{byHost: map[string]int{}}
var workers = newWorkers()
var behaviour atomic.Value
var client = &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// newWorkers is a channel with a place for each request that is worked on, nil without a limit.
func newWorkers() chan struct{} {
	limit, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err != nil {
		return nil
	}
	return make(chan struct{}, limit)
}

func handle(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/seen":
		seen.Lock()
		defer seen.Unlock()
		_ = json.NewEncoder(w).Encode(seen.byHost)
		return
	case "/behave":
		behaviour.Store(r.URL.Query())
		return
	}
	count := requests.Add(1)
	seen.Lock()
	seen.byHost[r.Host]++
	seen.Unlock()
	if workers != nil {
		workers <- struct{}{}
		defer func() { <-workers }()
	}
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		upgrade(w)
		return
	}
	query := r.URL.Query()
	for name, values := range behaviour.Load().(url.Values) {
		if !query.Has(name) {
			query[name] = values
		}
	}
	if delay, err := strconv.Atoi(query.Get("delay")); err == nil && (!query.Has("slow") || among(query.Get("slow"), count)) {
		time.Sleep(time.Duration(delay) * time.Millisecond)
	}
	a := answer{Service: os.Getenv("SERVICE"), Version: os.Getenv("VERSION"), Pod: os.Getenv("HOSTNAME"), Method: r.Method, Host: r.Host, Path: r.URL.Path, Proto: r.Proto, Headers: r.Header}
	a.Remote, _, _ = net.SplitHostPort(r.RemoteAddr)
	if r.TLS != nil {
		a.SNI = r.TLS.ServerName
		if shown := r.TLS.PeerCertificates; len(shown) > 0 {
			a.Client = shown[0].Subject.CommonName
		}
	}
	status := http.StatusOK
	if code, err := strconv.Atoi(query.Get("status")); err == nil && strings.HasPrefix(a.Pod, query.Get("only")) && strings.HasPrefix(r.URL.Path, query.Get("path")) {
		status = code
	}
	if among(query.Get("fail"), count) {
		status = http.StatusServiceUnavailable
	}
	if next := query.Get("next"); next != "" {
		a.Next, a.NextIs, a.Error = call(next, r)
		if query.Get("relay") == "1" && a.NextIs != http.StatusOK {
			status = max(a.NextIs, http.StatusBadGateway)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(a)
}

// among tells whether a request is one of the N of M that a share asks for.
func among(share string, count int64) bool {
	var bad, of int64
	n, _ := fmt.Sscanf(share, "%d/%d", &bad, &of)
	return n == 2 && of > 0 && count%of < bad
}

func call(next string, from *http.Request) (json.RawMessage, int, string) {
	request, err := http.NewRequestWithContext(from.Context(), http.MethodGet, next, nil)
	if err != nil {
		return nil, 0, err.Error()
	}
	for _, name := range passed {
		if value := from.Header.Get(name); value != "" {
			request.Header.Set(name, value)
		}
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, 0, err.Error()
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	if !json.Valid(body) {
		body, _ = json.Marshal(string(body))
	}
	return body, response.StatusCode, ""
}

// An upgraded connection echoes lines with the version: enough to see where a WebSocket ends.
func upgrade(w http.ResponseWriter) {
	hijacked, buffer, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	fmt.Fprintf(buffer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
	_ = buffer.Flush()
	lines(hijacked, buffer.Reader)
}

func lines(connection net.Conn, reader *bufio.Reader) {
	defer connection.Close()
	for {
		line, err := reader.ReadString('\n')
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(connection, "%s %s %s\n", os.Getenv("VERSION"), os.Getenv("HOSTNAME"), strings.TrimSpace(line)); err != nil {
			return
		}
	}
}

func serveLines(address, greeting string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				log.Fatal(err)
			}
			go func() {
				if _, err := io.WriteString(connection, greeting); err == nil {
					lines(connection, bufio.NewReader(connection))
				}
			}()
		}
	}()
}

func politely(w http.ResponseWriter, r *http.Request) {
	if leaving.Load() {
		w.Header().Set("Connection", "close")
	}
	handle(w, r)
}

func each(list string, serve func(address string)) {
	for _, port := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		serve(":" + port)
	}
}

func main() {
	behaviour.Store(url.Values{})
	if len(os.Args) > 1 && os.Args[1] == "load" {
		load(os.Args[2:])
		return
	}
	if len(os.Args) > 1 && os.Args[1] == "hold" {
		hold(os.Args[2:])
		return
	}
	httpPorts := flag.String("http", "", "ports that speak HTTP/1.1 and HTTP/2 without TLS")
	tlsPorts := flag.String("tls", "", "ports that speak HTTP over TLS")
	tcpPorts := flag.String("tcp", "", "ports that echo lines")
	greetingPorts := flag.String("greeting", "", "ports that echo lines, and speak first, as MySQL does")
	grpcPorts := flag.String("grpc", "", "ports that speak gRPC")
	certificates := flag.String("certs", "", "folder of the certificates for TLS, NAME.crt and NAME.key for each server name; one that signs itself without it")
	clients := flag.String("clients", "", "file of the authorities of clients, which must show a certificate over TLS then")
	flag.Parse()
	var servers []*http.Server
	each(*httpPorts, func(address string) {
		protocols := new(http.Protocols)
		protocols.SetHTTP1(true)
		protocols.SetUnencryptedHTTP2(true)
		server := &http.Server{Addr: address, Handler: http.HandlerFunc(politely), Protocols: protocols}
		servers = append(servers, server)
		go func() {
			if err := server.ListenAndServe(); err != http.ErrServerClosed {
				log.Fatal(err)
			}
		}()
	})
	each(*tlsPorts, func(address string) { servers = append(servers, serveTLS(address, *certificates, *clients)) })
	each(*tcpPorts, func(address string) { serveLines(address, "") })
	each(*greetingPorts, func(address string) { serveLines(address, "hello\n") })
	var calls []*grpc.Server
	each(*grpcPorts, func(address string) { calls = append(calls, serveGRPC(address)) })
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	<-stop
	// As a good application does: who is connected is told to leave, and what is under way is finished. A connection that is closed
	// without a word may have a request on its way.
	leaving.Store(true)
	time.Sleep(leave)
	ending, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for _, server := range servers {
		_ = server.Shutdown(ending)
	}
	for _, server := range calls {
		server.GracefulStop()
	}
}
