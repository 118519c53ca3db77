package entente

import (
	"fmt"
	"time"
)

// A Date is a calendar date known to the year, the month or the day: 2015,
// 2015-09 or 2015-09-19. What is not known is not invented. The zero Date is
// unknown altogether.
type Date struct {
	year  int16
	month uint8 // 1..12; 0 unknown
	day   uint8 // 1..31; 0 unknown, always 0 when month is
}

// Precision says how much of a Date is known.
type Precision int

// The precisions of a [Date], coarsest first.
const (
	Unknown Precision = iota
	Year
	MonthOfYear
	Day
)

// NewDate is the date of the given parts; month and day may be 0 for unknown.
// Parts that name no date of the calendar give the zero Date.
func NewDate(year, month, day int) Date {
	d := Date{int16(year), uint8(month), uint8(day)}
	if year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || month == 0 && day != 0 {
		return Date{}
	}
	if day > 0 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return Date{}
	}
	return d
}

// DateOf is the calendar day of t in t's own location.
func DateOf(t time.Time) Date { return NewDate(t.Year(), int(t.Month()), t.Day()) }

// ParseDate reads "2015", "2015-09" or "2015-09-19"; "" is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(s) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, s)
		if err != nil || t.Year() < 1 {
			break
		}
		switch layout {
		case "2006":
			return NewDate(t.Year(), 0, 0), nil
		case "2006-01":
			return NewDate(t.Year(), int(t.Month()), 0), nil
		}
		return DateOf(t), nil
	}
	return Date{}, fmt.Errorf("%q is not a date; write 2015, 2015-09 or 2015-09-19", s)
}

// Precision says how much of d is known.
func (d Date) Precision() Precision {
	switch {
	case d.year == 0:
		return Unknown
	case d.month == 0:
		return Year
	case d.day == 0:
		return MonthOfYear
	}
	return Day
}

// IsZero reports whether nothing of d is known.
func (d Date) IsZero() bool { return d.year == 0 }

// Year, Month and Day are the parts of d, 0 where unknown.
func (d Date) Year() int { return int(d.year) }

// Month is the month of the year, 1 to 12, or 0 where unknown.
func (d Date) Month() int { return int(d.month) }

// Day is the day of the month, 1 to 31, or 0 where unknown.
func (d Date) Day() int { return int(d.day) }

// First is the earliest day that d may mean; zero for the zero Date.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.year, max(d.month, 1), max(d.day, 1)}
}

// Last is the latest day that d may mean; zero for the zero Date.
func (d Date) Last() Date {
	switch d.Precision() {
	case Year:
		return Date{d.year, 12, 31}
	case MonthOfYear:
		return DateOf(time.Date(d.Year(), time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC))
	}
	return d
}

// Time is midnight UTC of the first day that d may mean.
func (d Date) Time() time.Time {
	f := d.First()
	return time.Date(f.Year(), time.Month(f.month), int(f.day), 0, 0, 0, 0, time.UTC)
}

// AddDays moves the first day of d by n days and is known to the day.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Compare orders dates by their first day, coarser dates first among equals,
// and the zero Date before all: -1, 0 or +1.
func (d Date) Compare(e Date) int {
	key := func(d Date) int { return int(d.year)<<16 | int(d.month)<<8 | int(d.day) }
	switch a, b := key(d), key(e); {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// String is the ISO 8601 form as far as d is known; "" for the zero Date.
func (d Date) String() string {
	switch d.Precision() {
	case Year:
		return fmt.Sprintf("%04d", d.year)
	case MonthOfYear:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	case Day:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	}
	return ""
}

// MarshalText is [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is [ParseDate].
func (d *Date) UnmarshalText(b []byte) error {
	p, err := ParseDate(string(b))
	if err == nil {
		*d = p
	}
	return err
}

// A Month is a calendar month, counted from January of the year 0:
// 12*year + month - 1. The zero Month is unknown.
type Month int32

// NewMonth is the given month of the given year, month 1 to 12.
func NewMonth(year, month int) Month { return Month(12*year + month - 1) }

// MonthOf is the month of d, or the zero Month when d is not known to the month.
func MonthOf(d Date) Month {
	if d.Precision() < MonthOfYear {
		return 0
	}
	return NewMonth(d.Year(), d.Month())
}

// ParseMonth reads "2015-09".
func ParseMonth(s string) (Month, error) {
	d, err := ParseDate(s)
	if err != nil || d.Precision() != MonthOfYear {
		return 0, fmt.Errorf("%q is not a month; write 2015-09", s)
	}
	return MonthOf(d), nil
}

// Date is m as a Date known to the month.
func (m Month) Date() Date {
	if m == 0 {
		return Date{}
	}
	return NewDate(int(m)/12, int(m)%12+1, 0)
}

// String is the ISO 8601 form "2015-09"; "" for the zero Month.
func (m Month) String() string { return m.Date().String() }

// MarshalText is [Month.String].
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText is [ParseMonth]; "" is the zero Month.
func (m *Month) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = 0
		return nil
	}
	p, err := ParseMonth(string(b))
	if err == nil {
		*m = p
	}
	return err
}
