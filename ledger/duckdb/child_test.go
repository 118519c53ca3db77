//go:build unix

package duckdb

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/entente-project/entente/ledger"
	"github.com/entente-project/entente/ledger/ledgertest"
)

// A test that needs another process starts this one again as "child", with a
// verb and its arguments behind it.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "child" {
		if err := beChild(os.Args[2], os.Args[3], os.Args[4:]); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// beChild is what the other process does with the ledger at path.
func beChild(verb, path string, args []string) error {
	switch verb {
	case "keep":
		return keepOn(path, args)
	case "hold":
		return hold(path, Options{})
	case "read":
		return hold(path, Options{ReadOnly: true})
	case "limited":
		limit, err := strconv.ParseUint(args[0], 10, 64)
		if err != nil {
			return err
		}
		signal.Ignore(syscall.SIGXFSZ) // a full disk sends no signal, a limit does
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			return err
		}
		return keepOn(path, []string{"0"})
	case "nobody":
		if err := syscall.Setuid(65534); err != nil {
			return err
		}
		l, err := Open(path, Options{})
		if err == nil {
			l.Close()
		}
		return said(err)
	}
	return errors.New("no such verb: " + verb)
}

// keepOn keeps batch after batch, counting from args[0], and says "kept N" when
// one is acknowledged.
func keepOn(path string, args []string) error {
	l, err := Open(path, Options{Threads: 2, Memory: 256 << 20})
	if err != nil {
		return said(err)
	}
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	for ; ; n++ {
		if _, err := l.Keep(context.Background(), numbered(n)); err != nil {
			return said(err)
		}
		fmt.Println("kept", n)
	}
}

// said is err with what it wraps in front, for the other side of a pipe.
func said(err error) error {
	for name, kind := range map[string]error{"ErrFull": ledger.ErrFull, "ErrReadOnly": ledger.ErrReadOnly, "ErrHeld": ledger.ErrHeld, "ErrCorrupt": ledger.ErrCorrupt} {
		if errors.Is(err, kind) {
			return fmt.Errorf("%s %w", name, err)
		}
	}
	return err
}

// hold opens the ledger, says "open" and keeps it open until told to end.
func hold(path string, o Options) error {
	l, err := Open(path, o)
	if err != nil {
		return said(err)
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
	return l.Close()
}

// numbered is the n-th batch of a child: a few reports of two events each, now
// and then recoded ones, now and then very many.
func numbered(n int) ledger.Batch {
	var out []ledger.Batch
	for i := range batchSize(n) {
		text := fmt.Sprintf("Report %d of batch %d. %s", i, n, strings.Repeat("And more was said. ", 20))
		out = append(out, ledgertest.Report("Reuters", "2015-02-10", text, "2015-02-10 BLR>RUS REJECT actual", fmt.Sprintf("%d RUS>BLR AID future", 1900+n%1000)))
	}
	return ledgertest.Join(out...)
}

func batchSize(n int) int {
	if n%7 == 6 {
		return 800
	}
	return 1 + n%40
}

// A child is this test binary at work in another process.
type child struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	lines *bufio.Scanner
}

func start(t *testing.T, program, verb, path string, args ...string) *child {
	t.Helper()
	cmd := exec.Command(program, append([]string{"child", verb, path}, args...)...)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return &child{cmd, stdin, bufio.NewScanner(stdout)}
}

// line is the next line that the child says, "" when it has ended.
func (c *child) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

// end lets a holding child go.
func (c *child) end() {
	c.stdin.Close()
	c.cmd.Wait()
}
