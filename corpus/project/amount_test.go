package project

import (
	"testing"
	"unicode/utf8"
)

func TestParseAmount(t *testing.T) {
	tests := []struct {
		in       string
		text     string
		currency string
		value    int64
		high     int64
		bound    string
	}{
		{"12亿元", "12亿元", "CNY", 12e8, 0, "exact"},
		{"约３５亿元", "３５亿元", "CNY", 35e8, 0, "about"},
		{"8，600万元", "8，600万元", "CNY", 8600e4, 0, "exact"},
		{"2,800万美元", "2,800万美元", "USD", 2800e4, 0, "exact"},
		{"１２，８００万元", "１２，８００万元", "CNY", 12800e4, 0, "exact"},
		{"1.05亿元", "1.05亿元", "CNY", 105e6, 0, "exact"},
		{"三十二亿元", "三十二亿元", "CNY", 32e8, 0, "exact"},
		{"两千万元", "两千万元", "CNY", 2000e4, 0, "exact"},
		{"三点五亿元", "三点五亿元", "CNY", 35e7, 0, "exact"},
		{"两千五百万美元", "两千五百万美元", "USD", 2500e4, 0, "exact"},
		{"1500余万元", "1500余万元", "CNY", 1500e4, 0, "at_least"},
		{"30多亿元", "30多亿元", "CNY", 30e8, 0, "at_least"},
		{"逾11亿元", "11亿元", "CNY", 11e8, 0, "at_least"},
		{"不低于20亿元", "20亿元", "CNY", 20e8, 0, "at_least"},
		{"不超过5亿元", "5亿元", "CNY", 5e8, 0, "at_most"},
		{"6亿元左右", "6亿元", "CNY", 6e8, 0, "about"},
		{"100亿元以上", "100亿元", "CNY", 100e8, 0, "at_least"},
		{"12亿元至15亿元", "12亿元至15亿元", "CNY", 12e8, 15e8, "exact"},
		{"10-15亿元", "10-15亿元", "CNY", 10e8, 15e8, "exact"},
		{"20—30亿元", "20—30亿元", "CNY", 20e8, 30e8, "exact"},
		{"8亿至10亿元", "8亿至10亿元", "CNY", 8e8, 10e8, "exact"},
		{"5000万元人民币", "5000万元", "CNY", 5000e4, 0, "exact"},
		{"人民币5.6亿元", "5.6亿元", "CNY", 56e7, 0, "exact"},
		{"4亿丹麦克朗", "4亿丹麦克朗", "DKK", 4e8, 0, "exact"},
		{"260亿日元", "260亿日元", "JPY", 260e8, 0, "exact"},
		{"350亿韩元", "350亿韩元", "KRW", 350e8, 0, "exact"},
		{"4.2亿新台币", "4.2亿新台币", "TWD", 42e7, 0, "exact"},
		{"3,500万瑞士法郎", "3,500万瑞士法郎", "CHF", 3500e4, 0, "exact"},
		{"5亿港元", "5亿港元", "HKD", 5e8, 0, "exact"},
		{"20个亿", "20个亿", "CNY", 20e8, 0, "exact"},
		{"1.2 亿元", "1.2 亿元", "CNY", 12e7, 0, "exact"},
		{"1.2萬億元", "1.2萬億元", "CNY", 12e11, 0, "exact"},
	}
	for _, tt := range tests {
		got, ok := ParseAmount(tt.in)
		if !ok {
			t.Errorf("ParseAmount(%q) finds none", tt.in)
			continue
		}
		high := int64(0)
		if got.ValueHigh != nil {
			high = *got.ValueHigh
		}
		if got.Text != tt.text || got.Currency != tt.currency || got.Value != tt.value || high != tt.high || got.Bound != tt.bound {
			t.Errorf("ParseAmount(%q) = %q %s %d–%d %s", tt.in, got.Text, got.Currency, got.Value, high, got.Bound)
		}
		if (got.Yuan != nil) != (tt.currency == "CNY") {
			t.Errorf("ParseAmount(%q): yuan is %v", tt.in, got.Yuan)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	for _, s := range []string{"", "数亿元", "上亿元", "几千万元", "数十亿元", "4.5万吨", "3亿片", "26元/吨", "12", "亿元", "一", "99999999999999999999亿元", "2022年", "3元月", "12亿元的项目"} {
		if got, ok := ParseAmount(s); ok {
			t.Errorf("ParseAmount(%q) = %+v", s, got)
		}
	}
}

// FuzzParseAmount holds that any text is read without a panic, and that what is
// found stands in it, is positive, and has its ends in order.
func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"约12亿元至15亿元", "８，６００万元", "三十亿", "1.2.3万元", "数亿元", "9223372036854775807亿元", "\xff亿元", "十百千万亿元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := newText("body", s)
		last := 0
		for _, m := range x.scanMoney(0, len(x.runes)) {
			if m.start < last || m.end <= m.start || m.end > len(x.runes) {
				t.Fatalf("%q: a sum at %d to %d after %d", s, m.start, m.end, last)
			}
			last = m.end
			if m.vague {
				continue
			}
			a := m.amount
			if a.Value <= 0 || a.ValueHigh != nil && *a.ValueHigh < a.Value || a.Currency == "" || a.Text != x.original(m.start, m.end) {
				t.Fatalf("%q gives %+v", s, a)
			}
			if utf8.ValidString(s) && !utf8.ValidString(a.Text) {
				t.Fatalf("%q cut within a rune: %q", s, a.Text)
			}
		}
	})
}
