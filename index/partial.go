package index

import "fmt"

// incomplete reports whether part of the archive cannot be read, and says so
// to the person who asked.
func (x *Index) incomplete(info *QueryInfo) bool {
	n := x.damaged.Load()
	if n > 0 {
		info.Warnings = append(info.Warnings, Warning{
			fmt.Sprintf("档案中有 %d 篇文章已损坏，没有参加查询；请运行 verify", n),
			fmt.Sprintf("%d articles of the archive are damaged and were not searched; run verify", n),
		})
	}
	return n > 0
}
