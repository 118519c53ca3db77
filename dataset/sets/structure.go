package sets

import (
	"github.com/entente-project/entente/dataset"
	"github.com/entente-project/entente/dataset/atop"
	"github.com/entente-project/entente/dataset/contiguity"
	"github.com/entente-project/entente/dataset/diplomacy"
	"github.com/entente-project/entente/dataset/distance"
	"github.com/entente-project/entente/dataset/igo"
	"github.com/entente-project/entente/dataset/leaders"
	"github.com/entente-project/entente/dataset/mid"
	"github.com/entente-project/entente/dataset/rivalry"
	"github.com/entente-project/entente/dataset/sanctions"
	"github.com/entente-project/entente/dataset/sipri"
	"github.com/entente-project/entente/dataset/trade"
	"github.com/entente-project/entente/dataset/unvotes"
	"github.com/entente-project/entente/dataset/wars"
)

// structure lists the sets of what holds between states, in the order in which the
// manual has them.
func structure() []dataset.Set {
	return []dataset.Set{
		unvotes.Set(), unvotes.Library(),
		atop.Set(),
		mid.COW(), mid.GML(),
		rivalry.TSS(), rivalry.TD(),
		wars.Inter(), wars.Intra(), wars.UCDP(),
		igo.Set(),
		contiguity.Set(),
		distance.Set(),
		sipri.Set(),
		sanctions.Set(),
		leaders.Archigos(), leaders.REIGN(),
		diplomacy.Embassies(), diplomacy.Exchange(),
		trade.COW(), trade.DOTS(), trade.Comtrade(),
	}
}
