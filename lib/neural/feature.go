package neural

// Feature is the hash of a fact of a kind (FNV-1a, its bits mixed at the end).
func Feature[T string | []byte](kind byte, fact T) uint64 {
	h := (uint64(14695981039346656037) ^ uint64(kind)) * 1099511628211
	for i := range len(fact) {
		h = (h ^ uint64(fact[i])) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9e3779b97f4a7c15
}
