// The public pages' conveniences: my list, sharing, the nearest town, the map, pages without a connection.
// Every page works without them. Only the list of identifiers is kept on the device.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const KEY = "my-list";
const MOST = 50;

const saved = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; } };
const listUrl = (ids) => (ids.length ? `/my-list/?ids=${ids.join(",")}` : "/my-list/");

function store(ids) {
  localStorage.setItem(KEY, JSON.stringify(ids.slice(-MOST)));
  showCount();
  if (ids.length) tellWorker([listUrl(ids)]);
}

function showCount() {
  const ids = saved();
  for (const link of all("[data-saved-link]")) link.href = listUrl(ids);
  for (const badge of all("[data-saved-count]")) badge.textContent = ids.length ? `(${ids.length})` : "";
}

// --- my list

for (const button of all("[data-save]")) {
  const id = button.dataset.save;
  const label = button.querySelector("span");
  const words = [label.textContent, button.dataset.savedLabel];
  const show = () => {
    const on = saved().includes(id);
    button.setAttribute("aria-pressed", String(on));
    label.textContent = words[Number(on)];
  };
  button.addEventListener("click", () => {
    const ids = saved();
    store(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
    tellWorker([location.href]);
    show();
  });
  button.hidden = false;
  show();
}

for (const link of all("[data-remove]")) {
  link.addEventListener("click", () => { store(saved().filter((each) => each !== link.dataset.remove)); });
}

const listPage = document.querySelector("[data-saved-page]");
if (listPage) {
  const shown = all("[data-service]", listPage).map((card) => card.dataset.service);
  const mine = saved();
  if (!("asked" in listPage.dataset) && mine.length) location.replace(listUrl(mine));
  const keepAll = listPage.querySelector("[data-keep-all]");
  if (keepAll && shown.some((id) => !mine.includes(id))) {
    keepAll.hidden = false;
    keepAll.addEventListener("click", () => {
      store([...new Set([...mine, ...shown])]);
      keepAll.hidden = true;
    });
  }
}

// --- sharing

for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
for (const button of all("[data-print]")) button.hidden = false;

// --- near: the phone compares by itself; where it is goes nowhere

const near = document.querySelector("[data-near]");
if (near && navigator.geolocation) {
  near.hidden = false;
  const failed = near.querySelector("[data-failed]");
  near.querySelector("button").addEventListener("click", () => {
    failed.textContent = "";
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const { towns } = await (await fetch(near.dataset.near)).json();
        const far = ([, latitude, longitude]) =>
          (latitude - coords.latitude) ** 2 + ((longitude - coords.longitude) * Math.cos(coords.latitude * Math.PI / 180)) ** 2;
        const [nearest] = towns.sort((one, other) => far(one) - far(other));
        if (nearest) location.href = `${near.dataset.list}?${new URLSearchParams({ municipality: nearest[0] })}`;
      },
      () => { failed.textContent = failed.dataset.failed; },
      { maximumAge: 600_000, timeout: 15_000 },
    );
  });
}

// --- finding: what is empty is left out of the address; results come while one types

for (const form of all("[data-finder]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
  });
  if (!("asYouType" in form.dataset)) continue;
  const results = document.querySelector("[data-results]");
  let waiting, asked = 0;
  form.querySelector("input[type=search]").addEventListener("input", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const address = `?${new URLSearchParams(new FormData(form))}`;
      try {
        const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Trigger-Name": target.name } });
        const found = await answer.text();
        if (!answer.ok || mine !== asked) return;
        // The server's own page, of text that it has escaped.
        results.replaceChildren(...new DOMParser().parseFromString(found, "text/html").body.childNodes);
        history.replaceState(null, "", address);
        bindMaps(results);
      } catch { /* no connection: the button says so */ }
    }, 400);
  });
}

// --- the map, loaded when it is opened

function bindMaps(root) {
  for (const fold of all("[data-map]", root)) {
    fold.hidden = false;
    fold.addEventListener("toggle", () => openMap(fold));
  }
}

async function openMap(fold) {
  if (!fold.open || fold.dataset.shown) return;
  fold.dataset.shown = "1";
  try {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = fold.dataset.sheet;
    await new Promise((done) => { sheet.onload = done; sheet.onerror = done; document.head.append(sheet); });
    const { show } = await import(new URL(fold.dataset.script, location.href).href);
    await show(fold);
    fold.dataset.ready = "1";
  } catch {
    fold.querySelector("[data-map-here]").textContent = fold.dataset.words.split("|")[3];
  }
}

bindMaps(document);

// --- without a connection

async function tellWorker(urls) {
  const registration = await navigator.serviceWorker?.ready;
  registration?.active?.postMessage({ type: "keep", urls });
}

const script = document.querySelector("script[data-worker]");
if (script && "serviceWorker" in navigator) {
  const first = !navigator.serviceWorker.controller;
  navigator.serviceWorker.register(script.dataset.worker).then(() => {
    // What this first page needed is in the browser's own store already: no byte is fetched twice.
    if (first) {
      const parts = performance.getEntriesByType("resource").map((entry) => entry.name)
        .filter((name) => new URL(name).pathname.startsWith("/static/"));
      addEventListener("load", () => tellWorker([location.href, ...parts]));
      if (document.readyState === "complete") tellWorker([location.href, ...parts]);
    }
  }).catch(() => {});
}

const root = document.documentElement;
if (root.dataset.kept !== undefined) {
  const on = new Date(root.dataset.kept);
  for (const time of all("[data-kept-on]")) {
    if (!Number.isNaN(on.valueOf())) time.textContent = on.toLocaleString(root.lang, { dateStyle: "long", timeStyle: "short" });
  }
}

const kept = document.querySelector("[data-kept-pages]");
if (kept && "caches" in window) {
  const pages = await caches.open("pages-1");
  for (const request of (await pages.keys()).reverse()) {
    const answer = await pages.match(request, { ignoreVary: true });
    if (!(answer.headers.get("content-type") ?? "").includes("html")) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = page.querySelector("h1")?.textContent.trim() || request.url;
    link.dir = "auto";
    if (new URL(request.url).pathname !== location.pathname) kept.appendChild(document.createElement("li")).append(link);
  }
}

showCount();

// --- the availability form: what is typed is kept on the server when one looks away, too

const keeping = document.querySelector("[data-keep]");
if (keeping) {
  let changed = false;
  keeping.addEventListener("input", () => { changed = true; });
  keeping.addEventListener("submit", () => { changed = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !changed) return;
    changed = false;
    const typed = new FormData(keeping);
    typed.set("go", "keep");
    navigator.sendBeacon(keeping.action, typed);
  });
}
