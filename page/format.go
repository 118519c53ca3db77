package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	entente "github.com/entente-project/entente"
)

// minus is the real minus sign, which is as wide as a plus.
const minus = "−"

// number is x to two decimals with a real minus; what rounds to nothing has no
// sign.
func number(x float64) string { return decimal(x, 2) }

func decimal(x float64, digits int) string {
	t := strconv.FormatFloat(math.Abs(x), 'f', digits, 64)
	if x < 0 && strings.Trim(t, "0.") != "" {
		return minus + t
	}
	return t
}

// signed is number with a plus sign where it is above zero.
func signed(x float64) string {
	t := number(x)
	if x > 0 && strings.Trim(t, "0.") != "" {
		return "+" + t
	}
	return t
}

// interval is "1.02 to 1.53".
func interval(p entente.Point) string { return number(p.Low) + " to " + number(p.High) }

// probability is p to two decimals, never a certainty that no evidence gives.
func probability(p float64) string {
	switch {
	case p > 0.99:
		return "above 0.99"
	case p < 0.01:
		return "below 0.01"
	}
	return decimal(p, 2)
}

// count is n with its noun: "1 report", "2,718 reports".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + plural(one)
}

// plural is the plural of the nouns that pages count.
func plural(one string) string {
	if stem, ok := strings.CutSuffix(one, "y"); ok && !strings.HasSuffix(stem, "a") {
		return stem + "ies"
	}
	return one + "s"
}

// grouped is n with commas between thousands.
func grouped(n int) string {
	t := strconv.Itoa(n)
	for i := len(t) - 3; i > 0 && t[i-1] != '-'; i -= 3 {
		t = t[:i] + "," + t[i:]
	}
	return t
}

var months = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// short are months as the margin of a list has them.
var short = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"}

// date is d in words as far as it is known: "14 September 2015", "September
// 2015", "2015".
func date(d entente.Date) string { return dateWith(d, months) }

// shortDate is date with short months: "14 Sept 2015".
func shortDate(d entente.Date) string { return dateWith(d, short) }

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

// month is m in words: "September 2015".
func month(m entente.Month) string { return date(m.Date()) }

// span is a window in words: "January 2014 to December 2015".
func span(w entente.Window) string {
	switch {
	case w == entente.Window{}:
		return "all time"
	case w.From == 0:
		return "to " + month(w.To)
	case w.To == 0:
		return "since " + month(w.From)
	case w.From == w.To:
		return month(w.From)
	}
	return month(w.From) + " to " + month(w.To)
}
