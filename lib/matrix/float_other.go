//go:build !amd64 || purego

package matrix

// Without vector code for numbers the plain loops do all.

func mulAddVector(c, a, b []float32, m, k, n int) int                         { return 0 }
func addToVector(dst, src []float32) int                                      { return 0 }
func addInt8Vector(dst []float32, src []int8, scale float32) int              { return 0 }
func sigmoidVector(x []float32) int                                           { return 0 }
func tanhVector(x []float32) int                                              { return 0 }
func quantiseVector(dst []uint8, src []float32, scale float32) int            { return 0 }
func dequantiseVector(dst []float32, acc []int32, scale, bias []float32) int  { return 0 }
func stepVector(h []uint8, c []float32, acc []int32, scale, in []float32) int { return 0 }

func leakyVector(x []float32, slope float32) int                { return 0 }
func signedVector(dst []int8, src []float32, scale float32) int { return 0 }
func largestVector(x []float32) (float32, int)                  { return 0, 0 }
