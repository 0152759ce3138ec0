// Keys for those who live here: `?` shows them, `/` goes to the search, `g c` to a page. Links say
// their own keys in data-shortcut. They can be switched off (WCAG 2.1.4), and are off while typing.

// Milliseconds between two keys of a pair: long enough for a slow hand, and for a slow machine.
const TOGETHER = 3000;
const off = () => localStorage.getItem("shortcuts") === "off";
// A ticked box is not typing: it may still have the focus for a moment after its dialog closed.
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

export function shortcuts() {
  const dialog = document.querySelector("[data-shortcut-help]");
  const links = new Map([...document.querySelectorAll("[data-shortcut]")].map((link) => [link.dataset.shortcut, link]));
  if (dialog) fill(dialog, links);
  for (const button of document.querySelectorAll("[data-shortcut-list]")) {
    button.addEventListener("click", () => { button.closest("details")?.removeAttribute("open"); dialog?.showModal(); });
  }
  let first = "", since = 0;
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?" && dialog) { dialog.showModal(); return; }
    if (dialog?.open || event.key.length > 1) { first = ""; return; } // Escape, Tab: the begin of nothing
    if (event.timeStamp - since > TOGETHER) first = "";
    const link = links.get(first ? `${first} ${event.key}` : event.key);
    first = link ? "" : event.key;
    since = event.timeStamp;
    if (!link) return;
    event.preventDefault();
    if (link.matches("input")) link.focus();
    else link.click();
  });
}

function fill(dialog, links) {
  const list = dialog.querySelector("dl");
  for (const [keys, link] of links) {
    const term = document.createElement("dt");
    for (const key of keys.split(" ")) {
      const shown = document.createElement("kbd");
      shown.textContent = key;
      term.append(shown, " ");
    }
    const meaning = document.createElement("dd");
    meaning.textContent = link.getAttribute("aria-label") || link.textContent.trim();
    list.append(term, meaning);
  }
  const box = dialog.querySelector("input[type=checkbox]");
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem("shortcuts", box.checked ? "on" : "off"));
}
