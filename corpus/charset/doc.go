// Package charset turns bytes of unknown encoding into UTF-8.
//
// Pages of Chinese zones come as UTF-8, GBK, GB18030, Big5 and UTF-16, and
// what they declare is often wrong. So a declared name counts only as long as
// the bytes agree with it:
//
//	byte-order mark
//	clearly valid UTF-8, whatever is declared
//	the declared encoding, if the bytes decode cleanly and read as text
//	the best of GB18030, Big5 and UTF-16, by how many of the decoded
//	characters are among the most frequent ones of Chinese
//	UTF-8 with single lines in GB18030 (pages pasted together)
//
// gb2312 and gbk always mean GB18030, of which they are parts. What Decode
// returns is valid UTF-8; what is not text at all it refuses.
package charset
