// Package synonym knows words that stand for one another: abbreviations such
// as 经开区 for 经济技术开发区, and other words for the same thing, such as 动工 for
// 开工. A query looks for them too, with a lower weight.
//
// The table is synonyms.txt, made to be read; a user may lay tables of their
// own over it, in the same form. Words are compared in their canonical form
// (see segment/fold).
package synonym
