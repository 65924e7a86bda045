// Package score measures extracted projects against labelled passages:
// detection, amounts, stages, companies and industries, as precision, recall
// and F1, in all and by kind of passage.
//
// Passages reads the labels, Run extracts and compares, and the Report prints
// itself. How names are matched stands at Match; what counts as the right
// amount, at the amount's own function.
package score
