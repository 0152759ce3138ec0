// Keeps the shell and the public pages that were opened, for when there is no connection. A page is kept only
// when the server says so in a header, which it never does for someone signed in. Staff pages pass by.
const { version, shell, offline, static: files, header } = self.ACCANTO;
const SHELL = `shell-${version}`;
const PAGES = "pages-1";
const MOST = 60;
const PATIENCE = 8000;
let look = Promise.resolve(); // the files that are being kept

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(SHELL)).addAll(shell);
    await keep(offline);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== SHELL && name !== PAGES) await caches.delete(name);
    await self.clients.claim();
  })());
});

// A page tells which addresses to keep: itself after the first visit, or what was put on the list. It may have been
// on its way while the worker came to life, and then nobody has claimed it. Files first: a page is kept with its look.
self.addEventListener("message", (event) => {
  const { type, urls } = event.data ?? {};
  if (type !== "keep") return;
  event.waitUntil((async () => {
    await self.clients.claim();
    look = Promise.all([look, ...urls.filter(isFile).map(keep)]);
    await look;
    await Promise.all(urls.filter((each) => !isFile(each)).map(keep));
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (isFile(url)) event.respondWith(fromShell(request));
  else if (request.mode === "navigate" || url.pathname.endsWith(".json") || url.pathname.endsWith(".svg")) {
    event.respondWith(fromServer(event));
  }
});

// Read whole before it is put away: while a put waits for the rest of its body, the browser answers nothing else out
// of the same store, and a connection that breaks off at that moment would leave every kept page without an end.
async function fromShell(request) {
  const store = await caches.open(SHELL);
  const kept = await store.match(request, { ignoreVary: true });
  if (kept) return kept;
  if (!navigator.onLine) return Response.error(); // a page without its look is better than one that never comes
  const answer = await fetch(request);
  if (!answer.ok) return answer;
  const whole = unpacked(await answer.arrayBuffer(), answer);
  await store.put(request, whole.clone());
  return whole;
}

async function fromServer(event) {
  const { request } = event;
  try {
    const answer = await patiently(request);
    if (answer.headers.get(header)) event.waitUntil(put(request.url, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    const kept = await find(request.url);
    if (kept) return request.mode === "navigate" ? marked(kept) : kept;
    if (request.mode !== "navigate") return Response.error();
    const page = await find(new URL(offline, location.origin).href);
    return page ? marked(page) : Response.error();
  }
}

// A connection that says nothing for long counts as none, where there is something kept to show.
async function patiently(request) {
  if (!(await find(request.url))) return fetch(request);
  if (!navigator.onLine) throw new Error("no connection");
  const tooLong = new Promise((_, refuse) => { setTimeout(() => refuse(new Error("slow")), PATIENCE); });
  return Promise.race([fetch(request), tooLong]);
}

async function keep(url) {
  try {
    if (isFile(url)) {
      await fromShell(new Request(url));
      return;
    }
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    if (answer.ok && answer.headers.get(header)) await put(new URL(url, location.origin).href, answer);
  } catch { /* no connection: it is kept the next time */ }
}

function isFile(address) {
  return new URL(address, location.origin).pathname.startsWith(files);
}

// The same answer with its body read, no longer packed for the way. Without "vary" a put takes the place of what was
// kept in one step: deleted first, a page would be missing for a moment, and offline that moment is when it is asked for.
function unpacked(body, answer) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return new Response(body, { headers });
}

// The language is chosen by a cookie: an address without `lang` is the same page.
function plain(address) {
  const url = new URL(address);
  url.searchParams.delete("lang");
  url.hash = "";
  return url.href;
}

async function find(address) {
  return (await caches.open(PAGES)).match(plain(address), { ignoreVary: true });
}

// Read whole before what was kept is let go: a connection that breaks off must not lose a page.
async function put(address, answer) {
  const whole = unpacked(await answer.arrayBuffer(), answer);
  const pages = await caches.open(PAGES);
  await pages.put(plain(address), whole);
  const known = await pages.keys();
  const last = known.filter((each) => new URL(each.url).pathname !== offline);
  for (const old of last.slice(0, Math.max(0, last.length - MOST))) await pages.delete(old);
}

// The page says by itself that it was kept: the sheet shows a line where this mark stands.
async function marked(kept) {
  const text = await kept.text();
  const on = kept.headers.get("date") ?? "";
  return new Response(text.replace("<html ", `<html data-kept="${on.replace(/[^\w ,:+-]/g, "")}" `), {
    headers: { "content-type": kept.headers.get("content-type") ?? "text/html", "content-security-policy": kept.headers.get("content-security-policy") ?? "" },
  });
}
