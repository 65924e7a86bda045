package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSlowClients holds many connections open that send their request a byte a
// second, and many that send nothing at all, while others search.
// ZONESEARCH_SLOW=2000,5000 says how many of each, and then the good ones have
// to be answered within half a second, 99 of 100, and the memory has to come back
// within five.
func TestSlowClients(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	slow, idle, timed := 40, 60, false
	if s := os.Getenv("ZONESEARCH_SLOW"); s != "" {
		if _, err := fmt.Sscanf(s, "%d,%d", &slow, &idle); err != nil {
			t.Fatalf("ZONESEARCH_SLOW: %v", err)
		}
		timed = true
	}
	server, address := serve(t, "--sample", "--data", filepath.Join(t.TempDir(), "data"))
	waitFor(t, func() bool {
		status, _ := httpGet(t, address+"readyz")
		return status == http.StatusOK
	})
	memoryBefore := residentMemory(t, server.Process.Pid)
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/")
	stop := make(chan struct{})
	var tasks sync.WaitGroup
	var conns []net.Conn
	for i := range slow + idle {
		conn, err := net.DialTimeout("tcp", host, 10*time.Second)
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		conns = append(conns, conn)
		if i >= slow {
			continue
		}
		tasks.Go(func() {
			for _, b := range []byte("GET /v1/search?q=x HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + strings.Repeat("x", 1000)) {
				if _, err := conn.Write([]byte{b}); err != nil {
					return // the server has had enough
				}
				select {
				case <-time.After(time.Second):
				case <-stop:
					return
				}
			}
		})
	}

	const good, each = 100, 5
	var mu sync.Mutex
	var took []time.Duration
	var searches sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: good}, Timeout: 20 * time.Second}
	for range good {
		searches.Go(func() {
			for range each {
				started := time.Now()
				answer, err := client.Get(address + "v1/search?q=%E5%85%89%E4%BC%8F")
				if err != nil {
					t.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				if err != nil || answer.StatusCode != http.StatusOK {
					t.Errorf("%d, %v", answer.StatusCode, err)
				}
				mu.Lock()
				took = append(took, time.Since(started))
				mu.Unlock()
				time.Sleep(time.Second) // a person reads
			}
		})
	}
	searches.Wait()
	close(stop)
	tasks.Wait()
	memoryDuring := residentMemory(t, server.Process.Pid)
	for _, conn := range conns {
		conn.Close()
	}
	client.CloseIdleConnections()
	slices.Sort(took)
	if len(took) == 0 {
		t.Fatal("nobody was answered")
	}
	p99 := took[len(took)*99/100]
	memoryAfter, closed := residentMemory(t, server.Process.Pid), time.Now()
	var back time.Duration
	for ; back < 5*time.Second && memoryAfter > memoryBefore+memoryBefore/4; back = time.Since(closed) {
		time.Sleep(100 * time.Millisecond)
		memoryAfter = residentMemory(t, server.Process.Pid)
	}
	t.Logf("%d slow, %d idle, %d good: median %v, p99 %v; memory %d MiB before, %d during, %d after %v",
		slow, idle, good, took[len(took)/2], p99, memoryBefore>>20, memoryDuring>>20, memoryAfter>>20, back.Round(time.Millisecond))
	if timed && p99 > 500*time.Millisecond {
		t.Errorf("p99 is %v", p99)
	}
	if timed && back >= 5*time.Second {
		t.Error("the memory does not come back")
	}
	if status, _ := httpGet(t, address+"readyz"); status != http.StatusOK {
		t.Errorf("afterwards: %d", status)
	}
}

// residentMemory is what a process holds in memory, in bytes.
func residentMemory(t *testing.T, pid int) int64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		t.Skipf("needs /proc: %v", err)
	}
	var size, resident int64
	if _, err := fmt.Sscan(string(b), &size, &resident); err != nil {
		t.Fatal(err)
	}
	return resident * int64(os.Getpagesize())
}
