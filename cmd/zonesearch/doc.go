// Command zonesearch searches the news of China's development zones: saved
// pages go in with import, and come out again on a web page, over HTTP and on
// the command line.
//
//	zonesearch serve --sample        try it: the page, over built-in articles
//	zonesearch import PATH...        take in pages, folders, archives, JSONL, CSV
//	zonesearch search 光伏 --from 2022 --city 泰州
//
// # How a command comes to its answer
//
// The folder named by --data holds the archive and the index that is derived
// from it, and belongs to one process at a time. Every command that asks
// something does so as an HTTP request, as a client from outside would. Where
// serve holds the folder, the request goes over a Unix socket in it, which only
// its owner can open; else the command opens the folder itself and asks the very
// same handler in memory. So there is one way to the answer, and nothing has to
// be stopped (connect.go, socket.go, trusted.go).
//
// # Settings
//
// Each flag has a twin in the environment: --api-key-file is
// ZONESEARCH_API_KEY_FILE. A flag goes before the environment, and that before
// the default.
//
// # Exit codes
//
//	0    done
//	1    failed, or nothing accepted of something given
//	2    wrong usage
//	3    done in part: some inputs were rejected
//	4    damage found
//	130  interrupted
package main
