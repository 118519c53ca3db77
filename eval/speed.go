package eval

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	docs, sentences, tokens, err := gather(b, f.Name())
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
	n := float64(repeats * sentences)
	words := float64(repeats * tokens)
	of := fmt.Sprintf("of %s, %d sentences of %.0f words", name, repeats*sentences, words/n)
	figure := func(name string, v float64, of string) { out = append(out, Figure{"speed", name, v, of}) }
	for _, cores := range []int{1, 2} {
		coded, err := run(ctx, cores, b.Program, "code", "--in", corpus, "--out", os.DevNull)
		if err != nil {
			return nil, err
		}
		parsed, err := run(ctx, cores, b.Program, "parse", "--format", "lines", corpus)
		if err != nil {
			return nil, err
		}
		if cores == 1 {
			figure("sentences a CPU second, one core", n/coded.used.Seconds(), of+", opening the rooms included")
			figure("sentences a second, one core", n/coded.wall.Seconds(), of)
			figure("peak memory, one core", coded.memory, "MiB "+of)
			figure("sentences parsed a second, one core", n/parsed.wall.Seconds(), of+", CoNLL-U written")
			figure("words parsed a second, one core", words/parsed.wall.Seconds(), of+", CoNLL-U written")
			continue
		}
		figure("sentences a second, two cores", n/coded.wall.Seconds(), of)
		figure("sentences parsed a second, two cores", n/parsed.wall.Seconds(), of+", CoNLL-U written")
	}
	return out, nil
}

// gather reads the documents of a file and counts their sentences and words.
func gather(b *Bench, file string) (docs []entente.Document, sentences, tokens int, err error) {
	for d, err := range source.Open(file, source.Options{}) {
		if err != nil {
			return nil, 0, 0, err
		}
		docs = append(docs, d)
		for _, s := range b.Rooms.Language.Parse(d.Text) {
			sentences++
			tokens += len(s.Tokens)
		}
	}
	return docs, sentences, tokens, nil
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

// A use is what a process needed.
type use struct {
	used, wall time.Duration // of CPUs and of the clock
	memory     float64       // at its peak, in MiB
}

// run runs the program on so many cores.
func run(ctx context.Context, cores int, program string, args ...string) (use, error) {
	cmd := exec.CommandContext(ctx, program, append(args, "--workers", fmt.Sprint(cores))...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return use{}, fmt.Errorf("%s %s: %w", program, args[0], err)
	}
	done, peak := make(chan struct{}), make(chan float64)
	go func() { peak <- watchMemory(cmd.Process.Pid, done) }()
	err := cmd.Wait()
	wall := time.Since(start)
	close(done)
	memory := <-peak
	if err != nil {
		return use{}, fmt.Errorf("%s %s: %w: %s", program, args[0], err, complaint.String())
	}
	if memory == 0 {
		return use{}, errSkipped{"this system does not tell a process's memory"}
	}
	return use{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall, memory}, nil
}

// watchMemory is the peak of resident memory of the process, in MiB, as last seen
// before done is closed; 0 where /proc does not say. What the system tells of an ended
// child will not do: it counts the memory of the parent that started it.
func watchMemory(pid int, done <-chan struct{}) float64 {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	peak := 0.0
	for {
		select {
		case <-done:
			return peak
		case <-tick.C:
			data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if err != nil {
				continue
			}
			for line := range strings.Lines(string(data)) {
				var kib float64
				if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kib); n == 1 {
					peak = max(peak, kib/1024)
				}
			}
		}
	}
}
