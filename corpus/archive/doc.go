// Package archive keeps articles for good: what it has acknowledged is synced
// to disk, and no crash or power cut loses it. Everything else that zonesearch
// knows (tokens, columns, projects) is derived from here and can be rebuilt.
//
// # A log with one entry a number
//
// Every change gets the next sequence number, from 1, without gaps. Under its
// number stands one of three things:
//
//	article     the version of an article that is valid now
//	superseded  a short stub where a version stood that was replaced since
//	deleted     a short stub that says which article was deleted
//
// Because there is no gap, a number that is missing is damage and never an
// answer. A follower, such as the index, remembers the number it has reached,
// waits on Changed and calls Scan to catch up.
//
// # Why bbolt
//
// Weighed were bbolt and SQLite in pure Go. SQLite is the better tested of the
// two by far, and has a query language that nobody needs here. bbolt is in the
// program already, because Bleve stands on it; it is 6,000 lines of plain Go
// and not 200,000 of translated C; one file, copy on write, ordered keys,
// readers that never wait for the writer. What it lacks is checksums: only its
// two meta pages carry one, and on a damaged page it answers wrongly, panics,
// or panics in a goroutine of its own, where nobody can recover. So this
// package brings its own checks:
//
//   - each record carries a CRC over its number and all its bytes, checked at
//     each read (frame.go, ids.go);
//   - a head record, rewritten in each transaction, holds the last number, the
//     counts and a digest of the id table (head.go);
//   - a mark beside the file says how far it had come, for a lost meta page is
//     a lost transaction (reached.go);
//   - before bbolt sees a file, every page in use is walked with bounds
//     checks: pages that are shared, lost, out of order or both used and free
//     are found before they can do harm (pages.go);
//   - each access to the mapped file runs where a panic or a memory fault
//     becomes a *DamageError (guard.go).
//
// # What is acknowledged
//
// Put and Delete return after bbolt has synced pages, then the meta page that
// makes them valid. Calls that come at the same time share one transaction
// (writer.go). A call is taken whole or not at all. Where a sync itself fails,
// nobody can know what the disk holds: writing stops until the archive is
// opened anew, reading goes on.
//
// # How failure is tried
//
// bbolt works on an *os.File and nothing else, so no file of ours can stand in
// its way. The tests go below it: strace makes the n-th system call of each
// kind fail, or be the last, while an archive is created, written, deleted
// from, backed up and restored; a small tmpfs with room for n pages cuts each
// write short; a limit on file sizes makes the disk full; kill -9 comes at any
// time and before each step of the write path; and what a power cut may leave
// is put together from the file before and after a commit. ZONESEARCH_ROUNDS makes these loops longer, ZONESEARCH_SEED repeats
// one.
package archive
