// Takes a part of another page into this one without leaving it. The address
// follows, so that the page can be kept, shared and gone back from.

let latest = 0; // of the requests under way only the last one counts

// swap fetches address and puts its element with the given id in place of ours.
// Where that fails the browser goes to the address itself.
export async function swap(address, id, { push = true } = {}) {
  const mine = ++latest;
  const here = document.getElementById(id);
  if (!here) return location.assign(address);
  here.dataset.busy = "";
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.getElementById(id);
    if (mine !== latest) return;
    if (!answer.ok || !there) throw new Error(`${answer.status}`);
    here.replaceWith(document.adoptNode(there));
    document.title = page.title;
    if (push) history.pushState({ swap: id }, "", address);
    document.dispatchEvent(new CustomEvent("swapped", { detail: { id } }));
  } catch {
    if (mine === latest) location.assign(address);
  }
}

// Going back or forward takes in the whole of the page gone to.
addEventListener("popstate", () => swap(location.href, "main", { push: false }));
