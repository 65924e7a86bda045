// Package server answers over HTTP: the API under /v1, the web page, feeds,
// exports, health and metrics.
//
// A handler reads its parameters (package params), asks the Engine once and
// writes what comes back; it holds no search logic. It returns an error instead
// of writing one: problem.go turns every error into one RFC 9457 document, in
// Chinese or English, and nothing that is not meant for strangers leaves by it.
//
// The rooms below:
//
//	params     strict reading of a URL's query
//	citation   BibTeX, RIS and GB/T 7714
//	feed       Atom, RSS and JSON Feed
//	web        templates and static files of the page
//
// openapi.json is the contract in full: tests hold every request that they
// make, and its answer, against it.
//
// Gin's types stay here.
package server
