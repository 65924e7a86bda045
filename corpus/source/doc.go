// Package source brings articles in from the outside: saved pages, HTML,
// JSONL, JSON arrays and CSV, from single files, folders, standard input, and
// out of .zip, .tar, .gz and .xz.
//
// Walk goes through what a person names and hands on one Item after the other,
// in an order that is always the same: an article as it was found, not yet
// cleaned, or the reason, in Chinese, why something was left out. One thing
// that can't be read never keeps the rest from coming in.
//
// # What something is
//
// The content decides, not the name (sniff.go): magic bytes tell archives, a
// "{" or "[{" at the start tells JSON, a first line of known column names
// tells CSV, and everything else is a page, which the caller's Pages reads.
// Hidden files are passed over.
//
// # Whom to trust
//
// No one. Nothing outside of the named folder is read: links that lead out,
// entries with "..", devices and pipes are refused. An archive within an
// archive is refused. Entries, line lengths, unpacked sizes and ratios are
// bounded, so that memory is bounded too: JSONL, CSV and JSON arrays are read
// as streams, a page is held whole.
//
// POST bodies are read by DecodeStrict, which differs in that an unknown field
// is an error.
package source
