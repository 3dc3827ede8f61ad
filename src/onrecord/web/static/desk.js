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

// Keys, where nothing is being written: / for the search, j and k for the next and the previous row, ? for the list of
// keys; and in a row whatever its buttons are marked with (data-key).
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
  if (e.key === "?") document.getElementById("keys")?.showModal?.();
  const row = document.activeElement.closest?.("[data-row]");
  if (row && e.key === "x") row.querySelector("input[type=checkbox]")?.click();
  if (row && /^[a-z]$/.test(e.key)) press(row.querySelector(`[data-key="${e.key}"]`), e);
});

// A button pressed by its key. One that needs a reason asks for it first, and is pressed when that is written.
function press(button, e) {
  if (!button) return;
  e.preventDefault();
  if (button.tagName === "SUMMARY") {
    button.parentElement.open = true;
    button.parentElement.querySelector("input, select")?.focus();
    return;
  }
  const because = button.form?.querySelector("[data-because]");
  if (button.hasAttribute("data-reason") && because && !because.value.trim()) {
    because.pressed = button;
    because.focus();
  } else button.click();
}
document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && e.target.pressed && e.target.value.trim()) { e.preventDefault(); e.target.pressed.click(); }
  if (e.key === "Escape" && e.target.closest?.("[data-row]")) e.target.closest("[data-row]").focus();
});

// A row that was decided takes the place of the old one and keeps the focus; what was refused is told in the row.
function tell(row, words) {
  let note = row?.querySelector("[role=alert]");
  if (row && !note) {
    note = document.createElement("p");
    note.className = "wrong";
    note.setAttribute("role", "alert");
    row.prepend(note);
  }
  if (note) note.textContent = words;
}
document.addEventListener("htmx:beforeSwap", (e) => {
  if (e.detail.xhr.status < 400) return;
  e.detail.isError = false; // it is told here
  if (e.detail.xhr.status === 409) { e.detail.shouldSwap = true; return; }
  const told = new DOMParser().parseFromString(e.detail.xhr.responseText, "text/html").querySelector("p");
  tell(e.detail.target.closest("[data-row]"), told?.textContent ?? "This could not be done.");
});
document.addEventListener("htmx:sendError", (e) => {
  tell(e.detail.target.closest("[data-row]"), "The desk does not answer. Nothing was changed: try again in a moment.");
});
document.addEventListener("htmx:afterSwap", (e) => {
  const row = e.detail.elt?.closest?.("[data-row]") ?? document.getElementById(e.detail.target?.id);
  row?.focus();
});
