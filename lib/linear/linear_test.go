package linear

import (
	"bytes"
	"testing"
)

// examples of a world with two witnesses: one tells the truth, one always says
// "rain"; wet streets mean rain.
func weather() []Example {
	var out []Example
	for i := range 200 {
		rain := i%3 == 0
		e := Example{Weight: 1, Case: Case{Tied: make([][]Feature, 2)}}
		if rain {
			e.Class = 1
			e.Free = append(e.Free, Feature{Hash("street", "wet"), 1})
		} else {
			e.Free = append(e.Free, Feature{Hash("street", "dry"), 1})
		}
		e.Tied[e.Class] = []Feature{{Hash("truthful"), 1}}
		e.Tied[1] = append(e.Tied[1], Feature{Hash("gloomy"), 1})
		out = append(out, e)
	}
	return out
}

var settings = Settings{Seed: 1, Epochs: 5, Rate: 0.5, Prune: 0.01, Step: 0.02}

func TestModelLearnsWhoToTrust(t *testing.T) {
	m := Train([]string{"sun", "rain"}, weather(), settings)
	if m.tied[Hash("truthful")] <= m.tied[Hash("gloomy")] {
		t.Errorf("truthful %v, gloomy %v", m.tied[Hash("truthful")], m.tied[Hash("gloomy")])
	}
	p := Probabilities(m.Scores(Case{Free: []Feature{{Hash("street", "wet"), 1}}}))
	if p[1] < 0.7 {
		t.Errorf("wet streets mean rain with %.2f only", p[1])
	}
}

func TestTrainingTwiceGivesTheSameBytesAndTheyReadBack(t *testing.T) {
	var one, two bytes.Buffer
	if err := Train([]string{"sun", "rain"}, weather(), settings).Write(&one, settings.Step); err != nil {
		t.Fatal(err)
	}
	if err := Train([]string{"sun", "rain"}, weather(), settings).Write(&two, settings.Step); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two trainings differ")
	}
	m, rest, err := Read(append(one.Bytes(), "more"...))
	if err != nil || string(rest) != "more" {
		t.Fatal(err, string(rest))
	}
	var again bytes.Buffer
	if err := m.Write(&again, settings.Step); err != nil || !bytes.Equal(again.Bytes(), two.Bytes()) {
		t.Error("a model read and written differs")
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := Train([]string{"sun", "rain"}, weather(), settings).Write(&b, settings.Step); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, _, err := Read(data); err == nil {
			m.Scores(Case{Free: []Feature{{Hash("street", "wet"), 1}}})
		}
	})
}
