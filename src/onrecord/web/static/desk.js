// What the desk does beyond plain pages. Every page reads without it.

// In the reader: pointing at a claim in the list lights its words in the text, and the other way round.
function light(ids, on) {
  for (const id of ids) {
    document.getElementById("claim-" + id)?.classList.toggle("lit", on);
    for (const words of document.querySelectorAll(`.claim[data-claims~="${CSS.escape(id)}"]`)) words.classList.toggle("lit", on);
  }
}
function idsOf(target) {
  const link = target.closest?.("[data-claim]");
  const words = target.closest?.(".claim[data-claims]");
  return link ? [link.dataset.claim] : words ? words.dataset.claims.split(" ") : [];
}
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (e) => light(idsOf(e.target), on));
}

// Keys, where nothing is being written: / for the search, j and k for the next and the previous row, ? for this list.
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  if (e.key === "/") { document.getElementById("find")?.focus(); e.preventDefault(); }
  if (e.key === "j" || e.key === "k") {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement.closest?.("[data-row]"));
    const next = rows[at + (e.key === "j" ? 1 : -1)] ?? rows[at < 0 ? 0 : at];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
});
