package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// What a load saw. Counts are by status and, where the answer names one, version; sessions say which pods answered each session, and how often.
type report struct {
	Requests int            `json:"requests"`
	Failed   int            `json:"failed"`
	Counts   map[string]int `json:"counts"`
	Failures []string       `json:"failures"`
	Seconds  float64        `json:"seconds"`
	// Milliseconds within which half of the requests were answered, and 99 of 100.
	Median float64 `json:"median"`
	P99    float64 `json:"p99"`
	// By pod.
	Pods map[string]int `json:"pods"`
	// By session and pod.
	Sessions map[string]map[string]int `json:"sessions,omitempty"`
}

type headers []string

func (h *headers) String() string         { return strings.Join(*h, ", ") }
func (h *headers) Set(value string) error { *h = append(*h, value); return nil }

// load sends requests over kept-alive connections, one a worker, until there were enough or it is told to stop.
func load(args []string) {
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	url := flags.String("url", "", "where to")
	workers := flags.Int("c", 8, "requests under way at once")
	count := flags.Int64("n", 0, "requests in all; 0: until stopped")
	least := flags.Int64("min", 0, "when it is told to stop, go on until at least so many were sent")
	rate := flags.Float64("rate", 0, "requests a second in all; 0: as fast as it goes")
	host := flags.String("host", "", "the Host header")
	verb := flags.String("method", http.MethodPost, "the HTTP method; Go's client sends a POST once, where it would try a GET again that lost its connection")
	connect := flags.String("connect", "", "HOST:PORT to connect to, whatever the URL names")
	http2 := flags.Bool("http2", false, "offer HTTP/2 over TLS")
	authorities := flags.String("cacert", "", "file of the authorities to trust")
	sessions := flags.Bool("sessions", false, "each worker is a client of its own: it keeps cookies, and its number takes the place of {session} in URL and headers")
	method := flags.String("grpc", "", "call this gRPC method (/package.Service/Method) of the URL's host instead")
	var extra headers
	flags.Var(&extra, "H", "a header, 'name: value'")
	_ = flags.Parse(args)

	// Bounded in time, whatever happens to who started it.
	limit, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	ctx, stop := signal.NotifyContext(limit, syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	var sent atomic.Int64
	var lock sync.Mutex
	var times []float64
	result := report{Counts: map[string]int{}, Failures: []string{}, Pods: map[string]int{}}
	if *sessions {
		result.Sessions = map[string]map[string]int{}
	}
	begin := time.Now()
	var group sync.WaitGroup
	for worker := range *workers {
		group.Go(func() {
			session := strconv.Itoa(worker)
			target, extra := *url, extra
			client := &http.Client{
				Timeout:       20 * time.Second,
				Transport:     transport(*connect, *authorities, *http2),
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
			if *sessions {
				client.Jar, _ = cookiejar.New(nil)
				target = strings.ReplaceAll(target, "{session}", session)
				extra = slices.Clone(extra)
				for index := range extra {
					extra[index] = strings.ReplaceAll(extra[index], "{session}", session)
				}
			}
			send := func() (string, string, string) { return once(client, *verb, target, *host, extra) }
			if *method != "" {
				connection := dialGRPC(strings.TrimPrefix(*url, "http://"), *host)
				defer connection.Close()
				send = func() (string, string, string) {
					key, failure := onceGRPC(connection, *method, extra)
					return key, "", failure
				}
			}
			for limit.Err() == nil {
				turn := sent.Add(1)
				if *count > 0 && turn > *count || turn > *least && ctx.Err() != nil {
					return
				}
				if *rate > 0 {
					due := begin.Add(time.Duration(float64(turn) / *rate * float64(time.Second)))
					select {
					case <-time.After(time.Until(due)):
					case <-limit.Done():
						return
					}
				}
				started := time.Now()
				key, pod, failure := send()
				took := time.Since(started)
				lock.Lock()
				times = append(times, float64(took.Microseconds())/1000)
				result.Requests++
				result.Counts[key]++
				if pod != "" {
					result.Pods[pod]++
				}
				if *sessions {
					if result.Sessions[session] == nil {
						result.Sessions[session] = map[string]int{}
					}
					result.Sessions[session][pod]++
				}
				if failure != "" {
					result.Failed++
					if len(result.Failures) < 10 {
						result.Failures = append(result.Failures, fmt.Sprintf("%.2fs %s", time.Since(begin).Seconds(), failure))
					}
				}
				lock.Unlock()
			}
		})
	}
	group.Wait()
	result.Seconds = time.Since(begin).Seconds()
	if len(times) > 0 {
		slices.Sort(times)
		result.Median, result.P99 = times[len(times)/2], times[len(times)*99/100]
	}
	_ = json.NewEncoder(os.Stdout).Encode(result)
}

// One request, finished even when the load is stopped meanwhile: what is cut off by us is no failure of the mesh.
func once(client *http.Client, verb, url, host string, extra []string) (key, pod, failure string) {
	request, err := http.NewRequest(verb, url, nil)
	if err != nil {
		return "error", "", err.Error()
	}
	request.Host = host
	for _, header := range extra {
		name, value, _ := strings.Cut(header, ":")
		request.Header.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	response, err := client.Do(request)
	if err != nil {
		return "error", "", err.Error()
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "error", "", err.Error()
	}
	var seen answer
	_ = json.Unmarshal(body, &seen)
	key = strings.TrimSpace(fmt.Sprintf("%d %s", response.StatusCode, seen.Version))
	if response.StatusCode >= 400 {
		return key, seen.Pod, fmt.Sprintf("%d %.120s", response.StatusCode, body)
	}
	return key, seen.Pod, ""
}
