package eval

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	entente "github.com/entente-project/entente"
	"github.com/entente-project/entente/source"
)

var speedSuite = Suite{
	Name:     "speed",
	Question: "How many sentences a second does one core code, from a file to JSON lines, and in how much memory?",
	Run:      measureSpeed,
}

// repeats is how often the corpus is read, so that opening the rooms weighs
// little.
const repeats = 4

func measureSpeed(ctx context.Context, b *Bench) ([]Figure, error) {
	if b.Program == "" {
		return nil, errSkipped{"no entente binary to measure"}
	}
	const name = "wikipedia_current_events.jsonl.gz"
	f, err := b.open("data", "text", name)
	if err != nil {
		return nil, err
	}
	f.Close()
	docs, sentences, err := gather(b, f.Name())
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "entente-speed-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	corpus := filepath.Join(dir, "corpus.tsv")
	if err := writeLines(corpus, docs); err != nil {
		return nil, err
	}
	var out []Figure
	for _, cores := range []int{1, 2} {
		used, wall, rss, err := run(ctx, b.Program, corpus, cores)
		if err != nil {
			return nil, err
		}
		n := float64(repeats * sentences)
		of := fmt.Sprintf("of %s, %d sentences", name, repeats*sentences)
		if cores == 1 {
			out = append(out,
				Figure{"speed", "sentences a CPU second, one core", n / used.Seconds(), of + ", opening the rooms included"},
				Figure{"speed", "sentences a second, one core", n / wall.Seconds(), of},
				Figure{"speed", "peak memory, one core", rss, "MiB " + of})
			continue
		}
		out = append(out, Figure{"speed", "sentences a second, two cores", n / wall.Seconds(), of})
	}
	return out, nil
}

// gather reads the documents of a file and counts their sentences.
func gather(b *Bench, file string) (docs []entente.Document, sentences int, err error) {
	for d, err := range source.Open(file, source.Options{}) {
		if err != nil {
			return nil, 0, err
		}
		docs = append(docs, d)
		sentences += len(b.Rooms.Language.Parse(d.Text))
	}
	return docs, sentences, nil
}

func writeLines(file string, docs []entente.Document) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	for i := range repeats {
		for _, d := range docs {
			if _, err := fmt.Fprintf(f, "%s-%d\t%s\t%s\n", d.Name, i, d.Published, flat(d.Text)); err != nil {
				f.Close()
				return err
			}
		}
	}
	return f.Close()
}

// flat is text on one line.
func flat(text string) string {
	b := []byte(text)
	for i := range b {
		if b[i] == '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}

// run codes the corpus with the program on so many cores: CPU time and wall
// time used, and peak memory in MiB.
func run(ctx context.Context, program, corpus string, cores int) (used, wall time.Duration, rss float64, err error) {
	cmd := exec.CommandContext(ctx, program, "code", "--in", corpus, "--out", os.DevNull, "--workers", fmt.Sprint(cores))
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, 0, 0, fmt.Errorf("%s code: %w: %s", program, err, out)
	}
	wall = time.Since(start)
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, 0, 0, errSkipped{"this system does not tell a process's memory"}
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall, float64(usage.Maxrss) / 1024, nil
}
