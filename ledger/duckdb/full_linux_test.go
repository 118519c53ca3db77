package duckdb

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
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
