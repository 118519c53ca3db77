//go:build (!amd64 && !arm64) || purego

package matrix

// Without vector code the plain loops do all.

func (q *Int8) mulVector(out []int32, x []uint8, n int) bool { return false }
