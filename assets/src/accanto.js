// Small conveniences; every page works without them.
import { shortcuts } from "./shortcuts.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Leave now: the page that comes takes this one's place, so that Back does not lead here; one that the browser had
// kept whole is asked for anew. Without a script the same form leads to the same page.
for (const form of all("form[data-leave]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    document.body.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      location.replace(answer.url);
    } catch {
      form.submit();
    }
  });
}
if ("signedIn" in document.body.dataset) addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Theme: light, dark, or as the device says. Only this choice is kept on the device.
for (const button of all("[data-theme-choice]")) {
  button.addEventListener("click", () => {
    const choice = button.dataset.themeChoice;
    if (choice === "system") {
      localStorage.removeItem("theme");
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem("theme", choice);
      document.documentElement.dataset.theme = choice;
    }
    button.closest("details")?.removeAttribute("open");
  });
}

// Messages go away by themselves, but errors stay, and none goes while it is being read.
for (const toast of all("[data-toast]")) {
  toast.querySelector("button")?.addEventListener("click", () => toast.remove());
  if (toast.dataset.toast === "error") continue;
  const leave = () => { if (!toast.matches(":hover, :focus-within")) toast.remove(); else setTimeout(leave, 3000); };
  setTimeout(leave, 8000);
}

// On a phone the navigation is a strip: the place where one is stands in sight.
document.querySelector(".main-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Menus close with Escape and with a click beside them.
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.removeAttribute("open");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) { menu.removeAttribute("open"); menu.querySelector("summary").focus(); }
});

// A form is sent once, and what was typed is not left by accident. Nothing typed is kept on the device.
for (const form of all("form[method=post]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return; // a file beside this page, which stays as it is
    changed = false;
    for (const button of all("button[type=submit], button:not([type])", form)) button.setAttribute("aria-busy", "true");
  });
  if (form.hasAttribute("data-guard")) {
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
}

// A passkey that did not come (no key here, or the person said no) is told on the page.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of all("[data-key-failed]")) note.hidden = false;
  for (const busy of all("[aria-busy=true]")) busy.removeAttribute("aria-busy");
});
addEventListener("pageshow", () => { for (const busy of all("[aria-busy=true]")) busy.removeAttribute("aria-busy"); });

// A question that depends on an earlier answer shows where that answer is given; hidden, it is not sent.
const dependent = [...new Set(all("[data-only-if]").map((input) => input.closest(".field")))];
const askWhatApplies = () => {
  for (const field of dependent) {
    const { onlyIf, onlyWhen } = field.querySelector("[data-only-if]").dataset;
    const given = all(`[name="${onlyIf}"]:checked:enabled`).map((input) => input.value);
    field.hidden = !onlyWhen.split(" ").some((value) => given.includes(value));
    for (const input of all("input, textarea", field)) input.disabled = field.hidden;
  }
};
if (dependent.length) {
  askWhatApplies();
  document.addEventListener("change", askWhatApplies);
}

// A form that was sent back with errors: the reader starts at the summary.
document.querySelector("[data-errors]")?.focus();

for (const button of all("[data-print]")) button.addEventListener("click", () => print());
for (const select of all("select[data-submit]")) select.addEventListener("change", () => select.form.requestSubmit());

shortcuts();

// Signed in: nothing of the public pages is kept on this device, and nothing answers in the server's place.
if ("signedIn" in document.body.dataset && "serviceWorker" in navigator) {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}
