// Builds the look: styles (left-to-right and right-to-left), scripts, fonts, icons.
// The same sources give the same bytes. Run by `make assets`.

import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import path from "node:path";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";

const here = import.meta.dirname;
const root = path.dirname(here);
const out = path.join(root, "accanto/core/static/accanto");
const italia = path.join(here, "node_modules/bootstrap-italia/dist");
const vazirmatn = path.join(here, "node_modules/@fontsource-variable/vazirmatn/files");
const vazirmatnTtf = path.join(here, "node_modules/@expo-google-fonts/vazirmatn");

// Classes that Django, allauth or our scripts put into pages without standing in a template.
const SAFE = {
  standard: ["is-invalid", "is-valid", "show", "fade", "active", "disabled", "visually-hidden", "htmx-request"],
  greedy: [/^toast/, /^invalid-feedback/, /^form-(check|select|control)/, /^(bg|text|border|badge|alert)-/, /^u-/],
};

async function styles() {
  const vendor = await readFile(path.join(italia, "css/bootstrap-italia.min.css"), "utf8");
  // Its own fonts are left out: ours are declared in src/accanto.css.
  const withoutFonts = vendor.replace(/@font-face\{[^}]*\}/g, "");
  const [purged] = await new PurgeCSS().purge({
    content: ["accanto/**/*.html", "accanto/**/*.py", "assets/src/*.js"].map((glob) => path.join(root, glob)),
    css: [{ raw: withoutFonts }],
    safelist: SAFE,
    keyframes: true,
    variables: false,
    defaultExtractor: (content) => content.match(/[\w-/:]+(?<!:)/g) ?? [],
  });
  const own = await readFile(path.join(here, "src/accanto.css"), "utf8");
  const together = purged.css + own;
  const minified = async (css) =>
    (await build({ stdin: { contents: css, loader: "css" }, minify: true, write: false, target: "es2022",
      legalComments: "none" })).outputFiles[0].text;
  await writeFile(path.join(out, "accanto.css"), await minified(together));
  await writeFile(path.join(out, "accanto.rtl.css"), await minified(rtlcss.process(purged.css) + own));
}

async function scripts() {
  const plain = ["theme.js", "sw.js"];
  for (const name of ["accanto.js", "portal.js", "map.js", ...plain]) {
    await build({ entryPoints: [path.join(here, "src", name)], outfile: path.join(out, name), bundle: true,
      minify: true, format: plain.includes(name) ? "iife" : "esm", target: "es2022", legalComments: "none" });
  }
  // The map's own sheet, loaded with it. Its pictures are for controls that we do not use.
  await build({ entryPoints: [path.join(here, "src/map.css")], outfile: path.join(out, "map.css"), bundle: true,
    minify: true, loader: { ".png": "empty" }, target: "es2022", legalComments: "none" });
}

async function fonts() {
  await mkdir(path.join(out, "fonts"), { recursive: true });
  await mkdir(path.join(out, "ttf"), { recursive: true });
  const titillium = path.join(italia, "fonts/Titillium_Web");
  const files = (await readdir(titillium)).sort();
  for (const weight of ["regular", "600", "700"]) {
    const is = (ending) => files.find((file) => file.endsWith(`-${weight}.${ending}`));
    await cp(path.join(titillium, is("woff2")), path.join(out, "fonts", `titillium-${weight}.woff2`));
    await cp(path.join(titillium, is("ttf")), path.join(out, "ttf", `TitilliumWeb-${weight}.ttf`));
  }
  await cp(path.join(vazirmatn, "vazirmatn-arabic-wght-normal.woff2"), path.join(out, "fonts/vazirmatn.woff2"));
  for (const [folder, name] of [["400Regular", "Regular"], ["700Bold", "Bold"]]) {
    await cp(path.join(vazirmatnTtf, folder, `Vazirmatn_${folder}.ttf`), path.join(out, "ttf", `Vazirmatn-${name}.ttf`));
  }
}

// Only the icons that pages use: they are named as "it-…" in templates and modules. What the design
// system does not have stands in src/icons.svg, named "ac-…".
async function icons() {
  const sprite = await readFile(path.join(italia, "svg/sprites.svg"), "utf8");
  const used = new Set();
  for (const file of await walk(path.join(root, "accanto"))) {
    if (!/\.(html|py)$/.test(file)) continue;
    for (const [name] of (await readFile(file, "utf8")).matchAll(/\bit-[a-z0-9-]+/g)) used.add(name);
  }
  const symbols = [...sprite.matchAll(/<symbol[^>]*id="([^"]+)"[\s\S]*?<\/symbol>/g)]
    .filter(([, id]) => used.has(id)).map(([whole]) => whole);
  const own = (await readFile(path.join(here, "src/icons.svg"), "utf8")).match(/<symbol[\s\S]*?<\/symbol>/g);
  const all = [...symbols, ...own].join("");
  await writeFile(path.join(out, "sprites.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${all}</svg>`);
}

async function walk(folder) {
  const found = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await walk(full)));
    else found.push(full);
  }
  return found;
}

async function licences() {
  const texts = await Promise.all([
    readFile(path.join(here, "node_modules/bootstrap-italia/LICENSE"), "utf8"),
    readFile(path.join(vazirmatnTtf, "LICENSE_FONT"), "utf8"),
    readFile(path.join(italia, "fonts/Titillium_Web/OFL.txt"), "utf8"),
    readFile(path.join(here, "node_modules/leaflet/LICENSE"), "utf8"),
    readFile(path.join(here, "node_modules/topojson-client/LICENSE"), "utf8"),
  ]);
  await writeFile(path.join(out, "LICENCES.txt"), texts.join("\n\n----------------\n\n"));
}

// Packed once here, so that the server sends them so: a slow phone waits for bytes.
async function packed() {
  for (const file of (await walk(out)).filter((name) => /\.(css|js|svg)$/.test(name))) {
    const data = await readFile(file);
    await writeFile(`${file}.gz`, gzipSync(data, { level: 9 }));
    await writeFile(`${file}.br`, brotliCompressSync(data));
  }
}

async function sizes() {
  let total = 0;
  for (const file of (await walk(out)).filter((name) => !/\/ttf\/|rtl|LICENCES|vazirmatn|map\.|\.(gz|br)$/.test(name))) {
    const data = await readFile(file);
    const sent = file.endsWith(".woff2") ? data.length : gzipSync(data).length;
    total += sent;
    console.log(`${path.relative(out, file).padEnd(28)} ${(data.length / 1000).toFixed(1).padStart(7)} kB  sent ${(sent / 1000).toFixed(1)} kB`);
  }
  console.log(`first visit, left-to-right: ${(total / 1000).toFixed(0)} kB`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([styles(), scripts(), fonts(), icons(), licences()]);
await packed();
await sizes();
