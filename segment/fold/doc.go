// Package fold makes texts that differ only in width, case, script or spaces
// the same, and never loses where each character came from.
//
// Two forms:
//
//   - Folded: rune for rune. Full-width forms become half-width, capitals
//     small, traditional characters simplified (the first choice of OpenCC's
//     TSCharacters table), every white space a plain space. Nothing is added,
//     dropped or reordered, so the n-th rune stays the n-th rune.
//   - Canonical: folded, and white space left out, except one space between
//     two Latin letters or digits. A line break stays, because a paragraph ends
//     there and no phrase reaches over it. Tokens, phrases and highlights all
//     work on this form.
//
// Numbers and Latin words are whole: Inside tells whether a cut would fall
// inside one.
package fold
