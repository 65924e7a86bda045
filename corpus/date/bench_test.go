package date

import "testing"

func BenchmarkParseDay(b *testing.B) {
	for _, s := range []string{"2022-07-18", "2022年7月18日 09:30"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				if _, err := ParseDay(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
