package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

// What one connection saw: the version that answered its lines, how many it answered, and when and why it ended.
type held struct {
	Version string  `json:"version"`
	Lines   int     `json:"lines"`
	Seconds float64 `json:"seconds"`
	End     string  `json:"end"`
}

// hold opens connections, sends a line on each every interval and reports what became of each. It ends when all have ended,
// when each has had the lines that were asked for, or when it is told to stop.
func hold(args []string) {
	flags := flag.NewFlagSet("hold", flag.ExitOnError)
	target := flags.String("url", "", "tcp://HOST:PORT, greeting://HOST:PORT where the server speaks first, or ws://HOST:PORT/PATH")
	host := flags.String("host", "", "the Host header of an upgrade")
	count := flags.Int("c", 4, "connections")
	lines := flags.Int("n", 0, "lines on each; 0: until stopped")
	interval := flags.Duration("interval", 100*time.Millisecond, "between lines")
	_ = flags.Parse(args)
	where, err := url.Parse(*target)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if *host == "" {
		*host = where.Host
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	results := make([]held, *count)
	begin := time.Now()
	var group sync.WaitGroup
	for index := range results {
		group.Go(func() {
			result := &results[index]
			result.End = talk(ctx, where, *host, *lines, *interval, result)
			result.Seconds = time.Since(begin).Seconds()
		})
	}
	group.Wait()
	_ = json.NewEncoder(os.Stdout).Encode(results)
}

// talk answers why it ended.
func talk(ctx context.Context, where *url.URL, host string, lines int, interval time.Duration, result *held) string {
	connection, err := net.DialTimeout("tcp", where.Host, 5*time.Second)
	if err != nil {
		return err.Error()
	}
	defer connection.Close()
	reader := bufio.NewReader(connection)
	if where.Scheme == "greeting" {
		_ = connection.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := reader.ReadString('\n'); err != nil {
			return "no greeting: " + err.Error()
		}
	}
	if where.Scheme == "ws" {
		fmt.Fprintf(connection, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGFiLW9mLXRoZS1tZXNoIQ==\r\n\r\n", where.RequestURI(), host)
		status, err := reader.ReadString('\n')
		if err != nil || !strings.Contains(status, "101") {
			return fmt.Sprintf("no upgrade: %s %v", strings.TrimSpace(status), err)
		}
		for line := status; line != "\r\n"; {
			if line, err = reader.ReadString('\n'); err != nil {
				return "no upgrade: " + err.Error()
			}
		}
	}
	for lines == 0 || result.Lines < lines {
		if _, err := io.WriteString(connection, "ping\n"); err != nil {
			return "closed: " + err.Error()
		}
		_ = connection.SetReadDeadline(time.Now().Add(10 * time.Second))
		line, err := reader.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return "closed"
		}
		if err != nil {
			return "closed: " + err.Error()
		}
		result.Version, _, _ = strings.Cut(line, " ")
		result.Lines++
		select {
		case <-ctx.Done():
			return "open"
		case <-time.After(interval):
		}
	}
	return "open"
}
