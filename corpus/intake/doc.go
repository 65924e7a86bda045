// Package intake takes articles in: it reads what source finds, cleans it and
// puts it into the archive, and counts what became of each. Reading, cleaning
// and writing go on side by side, in bounded memory, and the order of the input
// is the order of the archive, so that of two articles with one ID the later
// one stays.
package intake
