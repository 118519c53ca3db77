package ledgertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/ledger"
)

// BenchmarkKeep keeps batches of size reports, three events each, and reports
// how many events a second that makes.
func BenchmarkKeep(b *testing.B, open Opener, size int) {
	l := open(b)
	defer l.Close()
	n := 0
	for b.Loop() {
		b.StopTimer()
		batch := manyReports(n, size)
		b.StartTimer()
		keep(b, l, batch)
		n++
	}
	b.ReportMetric(float64(3*size*n)/b.Elapsed().Seconds(), "events/s")
}

// benchmarked is how many reports the reading benchmarks keep beforehand.
const benchmarked = 30_000

// BenchmarkTally counts one pair of a ledger of 90,000 events, and all of it.
func BenchmarkTally(b *testing.B, open Opener) {
	l := open(b)
	defer l.Close()
	keep(b, l, manyReports(0, benchmarked))
	for name, q := range map[string]ledger.Query{"pair": {Pair: entente.NewPair("S03", "S04")}, "world": {}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if list, err := l.Tally(context.Background(), q); err != nil || len(list) == 0 {
					b.Fatal(len(list), err)
				}
			}
		})
	}
}

// BenchmarkEvents reads a ledger of 90,000 events through.
func BenchmarkEvents(b *testing.B, open Opener) {
	l := open(b)
	defer l.Close()
	keep(b, l, manyReports(0, benchmarked))
	for b.Loop() {
		if n := len(allEvents(b, l, ledger.Query{})); n != 3*benchmarked {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(b.N*3*benchmarked)/b.Elapsed().Seconds(), "events/s")
}

// manyReports are size reports of batch n on forty states over twenty years.
func manyReports(n, size int) ledger.Batch {
	var out ledger.Batch
	for i := range size {
		k := n*size + i
		day := fmt.Sprintf("%d-%02d-%02d", 2000+k%20, 1+k/20%12, 1+k/240%28)
		from, to := k%40, k/40%40
		r := Report([]string{"Reuters", "TASS", "BelTA"}[k%3], day, fmt.Sprintf("Report %d. %s", k, strings.Repeat("They spoke of gas. ", 40)),
			fmt.Sprintf("%s S%02d:GOV>S%02d REJECT actual", day, from, to), fmt.Sprintf("%s S%02d>S%02d:MIL AID future", day, to, from),
			fmt.Sprintf("%s S%02d+S%02d CONSULT actual", day, from, to))
		out.Documents, out.Events = append(out.Documents, r.Documents...), append(out.Events, r.Events...)
	}
	return out
}
