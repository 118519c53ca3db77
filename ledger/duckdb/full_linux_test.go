package duckdb

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/entente-project/entente/ledger"
)

// TestDiskFull keeps on small disks until they are full, and goes on with what is
// there on a larger one.
func TestDiskFull(t *testing.T) {
	for _, megabytes := range []int{1, 5} {
		disk := t.TempDir()
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
			t.Skipf("no small disk can be made here: %v", err)
		}
		t.Cleanup(func() { syscall.Unmount(disk, 0) })
		path := filepath.Join(disk, "ledger.duckdb")
		next := keepUntilFull(t, path, "keep", path, "0")
		roomy := filepath.Join(t.TempDir(), "ledger.duckdb")
		for _, end := range []string{"", ".wal"} {
			if b, err := os.ReadFile(path + end); err == nil {
				os.WriteFile(roomy+end, b, 0o644)
			}
		}
		keepsOn(t, roomy, next)
	}
}

// TestKeepingStopsOnAFullDisk goes on in the process that found the disk full,
// after there is room again: it reads what was kept, keeps nothing until the
// ledger is opened again, and then does. Without the stop, DuckDB crashes here.
func TestKeepingStopsOnAFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, 0) })
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1200<<10), 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(disk, "ledger.duckdb")
	l := mustOpen(t, path, Options{})
	next := 0
	for ; ; next++ {
		if _, err := l.Keep(context.Background(), numbered(next)); err != nil {
			wantError(t, err, ledger.ErrFull, path, "open it again")
			break
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	kept, err := l.Keep(context.Background(), numbered(next))
	wantError(t, err, ledger.ErrFull, path, "nothing more is kept until the ledger is opened again")
	checkHas(t, l, next)
	if err := l.Close(); err != nil || kept != (ledger.Kept{}) {
		t.Error(kept, err)
	}
	l = mustOpen(t, path, Options{})
	if _, err := l.Keep(context.Background(), numbered(next+1)); err != nil {
		t.Error(err)
	}
	l.Close()
}
