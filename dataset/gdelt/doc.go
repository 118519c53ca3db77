// Package gdelt reads GDELT, the Global Database of Events, Language and Tone: events
// that machines coded in CAMEO from the world's news, every fifteen minutes since
// February 2015 and by day, month or year from 1979 before.
//
// # Layout
//
// Tab-separated rows without a header or quotes:
//
//   - events of GDELT 2.0 (*.export.CSV): 61 columns;
//   - events of GDELT 1.0: 58 columns in the daily files since April 2013, 57 without
//     SOURCEURL in the older ones;
//   - mentions of GDELT 2.0 (*.mentions.CSV): 16 columns.
//
// Actors are read from their whole code (IGOUNODEVWBK), as the columns taken from it
// leave out what GDELT's lists do not know (ROU, PTY, REL). An event happens on SQLDATE
// and was added on DATEADDED. A place is that of the action (ActionGeo); only towns
// and landmarks (types 3 and 4) have coordinates worth keeping, states and provinces
// their middle. NumMentions, NumSources and NumArticles become mentions, outlets and
// reports, IsRootEvent says that the act stands in the beginning of a report.
//
// # Citation, licence, address
//
// Kalev Leetaru and Philip A. Schrodt, GDELT: Global Data on Events, Location and Tone,
// 1979-2012, ISA Annual Convention, San Francisco, 2013. Free for any use with citation
// and a link to https://www.gdeltproject.org. The files lie at
// http://data.gdeltproject.org/gdeltv2/ and http://data.gdeltproject.org/events/.
package gdelt

// traps are those of both versions of the events.
var traps = []string{
	"Events dated exactly a day, a week, a month, a year or ten years before DATEADDED have their date from a phrase of that length; of those of a year and ten years many are wrong.",
	"The number of events grows with the number of outlets read: divide by all events of the same time before comparing years.",
	"NumMentions, NumSources and NumArticles count the first 15 minutes in 2.0 and the first day in 1.0; later reports stand in the mentions.",
	"One act has many rows: every pair of actors and code in a report is its own, and what it says is not checked by anyone.",
	"A city stands for its state: MELBOURNE is AUS also where nobody acts for Australia.",
	"Country codes of actors are CAMEO's, those of places FIPS 10-4, in which AU is Austria and AS Australia.",
	"Countries that GDELT's list writes otherwise (ROU for ROM) have no country code in their column.",
	"WST, EUR, AFR and the like are regions and no states; they stay without an entity.",
	"The sources change, from wires in the first decades to the web after 2013 and 65 languages by machine translation since 2015: levels do not compare.",
}

const (
	licence = "free for any use with citation and a link"
	cite    = `@inproceedings{leetaru2013gdelt,
  author = {Leetaru, Kalev and Schrodt, Philip A.},
  title = {{GDELT}: Global Data on Events, Location and Tone, 1979--2012},
  booktitle = {International Studies Association Annual Convention},
  address = {San Francisco},
  year = {2013},
  url = {https://www.gdeltproject.org}
}`
)
