// Package plain says numbers, dates and codes in plain English, the same on the
// pages and in the terminal: points and dates come in, words go out.
//
//	plain.Date(entente.NewDate(2015, 9, 0)) // September 2015
package plain

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
)

// Minus is the real minus sign, which is as wide as a plus.
const Minus = "−"

// Number is x to two decimals with a real minus; what rounds to nothing has no
// sign.
func Number(x float64) string { return Decimal(x, 2) }

func Decimal(x float64, digits int) string {
	t := strconv.FormatFloat(math.Abs(x), 'f', digits, 64)
	if x < 0 && strings.Trim(t, "0.") != "" {
		return Minus + t
	}
	return t
}

// Signed is number with a plus sign where it is above zero.
func Signed(x float64) string {
	t := Number(x)
	if x > 0 && strings.Trim(t, "0.") != "" {
		return "+" + t
	}
	return t
}

// Interval is "1.02 to 1.53".
func Interval(p entente.Point) string { return Number(p.Low) + " to " + Number(p.High) }

// Probability is p to two decimals, never a certainty that no evidence gives.
func Probability(p float64) string {
	switch {
	case p > 0.99:
		return "above 0.99"
	case p < 0.01:
		return "below 0.01"
	}
	return Decimal(p, 2)
}

// Count is n with its noun: "1 report", "2,718 reports".
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + Plural(one)
}

// Plural is the plural of the nouns that pages count.
func Plural(one string) string {
	if stem, ok := strings.CutSuffix(one, "y"); ok && !strings.HasSuffix(stem, "a") {
		return stem + "ies"
	}
	return one + "s"
}

// Grouped is n with commas between thousands.
func Grouped(n int) string {
	t := strconv.Itoa(n)
	for i := len(t) - 3; i > 0 && t[i-1] != '-'; i -= 3 {
		t = t[:i] + "," + t[i:]
	}
	return t
}

var months = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// short are months as the margin of a list has them.
var short = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"}

// Date is d in words as far as it is known: "14 September 2015", "September
// 2015", "2015".
func Date(d entente.Date) string { return dateWith(d, months) }

// ShortDate is date with short months: "14 Sept 2015".
func ShortDate(d entente.Date) string { return dateWith(d, short) }

func dateWith(d entente.Date, names [12]string) string {
	switch d.Precision() {
	case entente.Day:
		return fmt.Sprintf("%d %s %d", d.Day(), names[d.Month()-1], d.Year())
	case entente.MonthOfYear:
		return fmt.Sprintf("%s %d", names[d.Month()-1], d.Year())
	case entente.Year:
		return strconv.Itoa(d.Year())
	}
	return "date not known"
}

// Month is m in words: "September 2015".
func Month(m entente.Month) string { return Date(m.Date()) }

// Span is a window in words: "January 2014 to December 2015".
func Span(w entente.Window) string {
	switch {
	case w == entente.Window{}:
		return "all time"
	case w.From == 0:
		return "to " + Month(w.To)
	case w.To == 0:
		return "since " + Month(w.From)
	case w.From == w.To:
		return Month(w.From)
	}
	return Month(w.From) + " to " + Month(w.To)
}
