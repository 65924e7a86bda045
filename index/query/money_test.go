package query

import "testing"

func TestParseYuan(t *testing.T) {
	tests := []struct {
		in   string
		want int64 // -1: refused
	}{
		{"10亿", 10e8}, {"5000万", 5000e4}, {"1.5亿元", 15e7}, {"１０亿", 10e8}, {"10 亿 元", 10e8}, {"10億", 10e8},
		{"0", 0}, {"100", 100}, {"1000000000", 10e8}, {"1,000万", 1000e4}, {"1,234,567", 1234567}, {"¥5万", 5e4}, {"￥5万", 5e4},
		{"人民币3亿元", 3e8}, {"3亿元人民币", 3e8}, {"3千万", 3e7}, {"2百万", 2e6}, {"1亿5000万", 15e7}, {"1亿5000万元", 15e7},
		{"3万5000", 35000}, {"1万亿", 1e12}, {"0.5万", 5000}, {"12.3456万", 123456},
		{"三十亿", 30e8}, {"百亿", 100e8}, {"两千五百万", 2500e4}, {"十亿", 10e8}, {"十二亿", 12e8}, {"一亿五千万", 15e7},
		{"一千零五十万", 1050e4}, {"三万五千亿", 35000e8}, {"一万亿", 1e12}, {"亿", 1e8}, {"壹佰万", 1e6}, {"二十五", 25}, {"五", 5},
		{"9223372036854775807", 1<<63 - 1},
		{"", -1}, {"元", -1}, {"大", -1}, {"10亿美元", -1}, {"-5亿", -1}, {"1.23456万", -1}, {"0.5", -1}, {"1,00万", -1}, {",1万", -1},
		{"1.万", -1}, {"1..5万", -1}, {"1亿5", -1}, {"1亿2亿", -1}, {"1万20000", -1}, {"10亿以上", -1}, {"几十亿", -1}, {"一二三", -1},
		{"三十亿五", -1}, {"零亿", -1}, {"亿亿", -1}, {"一亿万", -1}, {"十百", -1}, {"9223372036854775808", -1}, {"1000万亿亿", -1},
		{"11111111111111111111111111111111111111111", -1},
	}
	for _, tt := range tests {
		got, err := ParseYuan(tt.in)
		if err != nil {
			got = -1
		}
		if got != tt.want {
			t.Errorf("ParseYuan(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}

func TestFormatYuan(t *testing.T) {
	tests := []struct {
		in   int64
		want string
	}{
		{0, "0"}, {9999, "9999"}, {10000, "1万"}, {12345, "12345"}, {12300, "1.23万"}, {50000000, "5000万"},
		{100000000, "1亿"}, {105000000, "1.05亿"}, {150000000, "1.5亿"}, {101500000, "10150万"}, {1e12, "10000亿"},
	}
	for _, tt := range tests {
		if got := FormatYuan(tt.in); got != tt.want {
			t.Errorf("FormatYuan(%d) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// FuzzParseYuan: what is read is not negative, and written out it reads as the
// same amount.
func FuzzParseYuan(f *testing.F) {
	for _, s := range []string{"10亿", "1.5亿元", "三十亿", "1亿5000万", "一千零五十万", "1,000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		yuan, err := ParseYuan(s)
		if err != nil {
			return
		}
		if again, err := ParseYuan(FormatYuan(yuan)); yuan < 0 || err != nil || again != yuan {
			t.Fatalf("%q is %d, written %q, which is %d (%v)", s, yuan, FormatYuan(yuan), again, err)
		}
	})
}
