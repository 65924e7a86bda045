package main

import (
	"net/http"
	"net/http/pprof"
)

// diagnosis is what the address of --admin serves.
func diagnosis(site http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", site)
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
