package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestResumeAfterKill kills a run with SIGKILL at five moments, goes on each time,
// and wants the bytes of a run that nobody disturbed.
func TestResumeAfterKill(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	entente := filepath.Join(dir, "entente")
	if err := os.Symlink(self, entente); err != nil {
		t.Fatal(err)
	}
	var news bytes.Buffer
	for i := range 12_000 {
		fmt.Fprintf(&news, `{"id":"n%d","date":"2019-12-20","text":"Belarus and Russia signed agreement %d in Minsk after talks that lasted all night."}`+"\n", i, i)
	}
	in := filepath.Join(dir, "news.jsonl")
	if err := os.WriteFile(in, news.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	code := func(out string, more ...string) *exec.Cmd {
		return exec.Command(entente, append([]string{"code", "--in", in, "--out", filepath.Join(dir, out)}, more...)...)
	}
	if out, err := code("whole.jsonl").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want, err := os.ReadFile(filepath.Join(dir, "whole.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	cut := 0
	for range 5 {
		c := code("killed.jsonl", "--resume")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		before := size(dir)
		for range 2000 { // until some of it is written
			if size(dir) > before {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		c.Process.Kill()
		c.Wait()
		if n := size(dir); n > 0 && n < int64(len(want)) {
			cut++
		}
	}
	if cut == 0 {
		t.Error("no run was killed in its middle")
	}
	if out, err := code("killed.jsonl", "--resume").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "killed.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%d bytes after %d kills, %d undisturbed", len(got), cut, len(want))
	}
}

func size(dir string) int64 {
	info, err := os.Stat(filepath.Join(dir, "killed.jsonl"))
	if err != nil {
		return 0
	}
	return info.Size()
}
