// Package chart lays out small charts: where each bar, line and label of an SVG
// stands. It draws nothing; templates do.
package chart
