package main

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestStories runs the user stories in testdata: what a person types, and what
// comes back. Each finds binary.txt and latin.txt in its folder, which txtar
// cannot hold, a port that is free in $PORT and one that is not in $TAKEN. The
// command reach waits until something listens on an address.
func TestStories(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"reach": reach},
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			e.Setenv("PORT", freePort(t))
			e.Setenv("TAKEN", portOf(taken))
			return errors.Join(
				os.WriteFile(filepath.Join(e.WorkDir, "binary.txt"), []byte("\x7fELF\x02\x00\x00"), 0o600),
				os.WriteFile(filepath.Join(e.WorkDir, "latin.txt"), []byte("One.\nThe L\xe9gion left.\n"), 0o600),
			)
		},
	})
}

func portOf(l net.Listener) string {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// freePort is a port on which nothing listens at the moment.
func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return portOf(l)
}

func reach(ts *testscript.TestScript, _ bool, args []string) {
	for range 600 {
		if c, err := net.Dial("tcp", args[0]); err == nil {
			c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("nothing listens on %s", args[0])
}
