package duckdb

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// heldBy finds the program and the process in DuckDB's words for a locked file.
var heldBy = regexp.MustCompile(`Conflicting lock is held in (.*?) ?\(PID (\d+)\)`)

// ticks is the unit of process times in /proc, fixed at 100 a second.
const ticks = 100

// holder says which process holds a file, as far as the system tells: Linux
// tells what it was started as and since when it runs.
func holder(program, pid string) string {
	name := filepath.Base(program)
	if line, err := os.ReadFile(filepath.Join("/proc", pid, "cmdline")); err == nil && len(line) > 0 {
		name = commandName(string(line))
	}
	out := "held by process " + pid + " (" + name + ")"
	if since, ok := runningSince(pid); ok {
		out += ", running since " + since.Format("2006-01-02 15:04:05")
	}
	return out
}

// commandName is the program of a /proc command line with its verb, the
// argument behind it that is no flag and no path.
func commandName(line string) string {
	args := strings.Split(strings.TrimRight(line, "\x00"), "\x00")
	name := filepath.Base(args[0])
	if len(args) > 1 && !strings.ContainsAny(args[1], "-/.") {
		name += " " + args[1]
	}
	return name
}

// runningSince is when the process was started.
func runningSince(pid string) (time.Time, bool) {
	stat, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	if err != nil {
		return time.Time{}, false
	}
	system, err := os.ReadFile("/proc/stat")
	if err != nil {
		return time.Time{}, false
	}
	// The name in parentheses may hold anything; the start is the 20th field behind it.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	_, boot, _ := strings.Cut(string(system), "\nbtime ")
	boot, _, _ = strings.Cut(boot, "\n")
	booted, err := strconv.ParseInt(boot, 10, 64)
	if err != nil || len(fields) < 20 {
		return time.Time{}, false
	}
	started, err := strconv.ParseInt(fields[19], 10, 64)
	return time.Unix(booted+started/ticks, 0), err == nil
}
