// The map of the services found. Our own outlines; no server of others unless an administrator set one.
// Everything that it says stands in the list below it too.
import { control, divIcon, geoJSON, latLngBounds, map as makeMap, marker as makeMarker, tileLayer } from "leaflet/dist/leaflet-src.esm.js";
import { feature } from "topojson-client";

const get = async (url) => (await fetch(url, { headers: { accept: "application/json" } })).json();
const SOURCE = "ISTAT, Openpolis · CC BY 4.0";

export async function show(fold) {
  const place = fold.querySelector("[data-map-here]");
  const [title, nearer, farther, , onlyTown] = fold.dataset.words.split("|");
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", title);
  const found = await get(fold.dataset.points);
  const map = makeMap(place, { zoomControl: false, attributionControl: true, minZoom: 5, maxZoom: 17 });
  map.attributionControl.setPrefix(false);
  control.zoom({ zoomInTitle: nearer, zoomOutTitle: farther }).addTo(map);
  fit(map, found.points);
  if (fold.dataset.tiles) {
    tileLayer(fold.dataset.tiles, { attribution: text(fold.dataset.tilesSource), maxZoom: 19 }).addTo(map);
  } else {
    await outlines(map, fold.dataset.outlines, found.provinces);
  }
  for (const group of grouped(found.points)) pin(map, group, onlyTown);
  return map;
}

function fit(map, points) {
  if (points.length) map.fitBounds(latLngBounds(points.map((point) => point.at)).pad(0.15), { maxZoom: 11 });
  else map.setView([42.5, 12.5], 6);
}

// Names of provinces from afar, of towns from near: never both, and none where they would cover all.
function nameByZoom(map) {
  const zoom = map.getZoom();
  map.getContainer().dataset.names = zoom >= 11 ? "town" : zoom >= 8 ? "land" : "";
}

async function outlines(map, folder, provinces) {
  map.on("zoomend", () => nameByZoom(map));
  nameByZoom(map);
  const draw = (topology, className) => {
    const [name] = Object.keys(topology.objects);
    const shapes = feature(topology, topology.objects[name]);
    const named = (shape, layer) => layer.bindTooltip(text(shape.properties.name), { permanent: true, direction: "center", className: `map-name of-${className}` });
    geoJSON(shapes, { interactive: false, attribution: SOURCE, style: { className, weight: 1, fillOpacity: 1 }, onEachFeature: named }).addTo(map);
  };
  draw(await get(`${folder}provinces.json`), "land");
  // The towns of a few provinces: of all Italy they would be much to load.
  for (const province of provinces.slice(0, 6)) {
    get(`${folder}${encodeURIComponent(province)}.json`).then((topology) => draw(topology, "town")).catch(() => {});
  }
}

function grouped(points) {
  const places = new Map();
  for (const point of points) {
    const key = point.at.join(",");
    places.set(key, [...(places.get(key) ?? []), point]);
  }
  return [...places.values()];
}

function pin(map, group, onlyTown) {
  const many = group.length > 1 ? String(group.length) : "";
  const label = many ? `${group[0].where}: ${many}` : `${group[0].name}, ${group[0].where}`;
  const icon = divIcon({ className: "map-pin", html: many, iconSize: [32, 32] });
  const marker = makeMarker(group[0].at, { icon, alt: label, title: label, keyboard: true }).addTo(map);
  const element = marker.getElement();
  element?.setAttribute("aria-label", label);
  marker.bindPopup(() => told(group, onlyTown), { maxWidth: 260 });
}

// Built of text nodes: nothing that anyone wrote is ever read as markup.
function told(group, onlyTown) {
  const list = document.createElement("ul");
  for (const point of group) {
    const line = list.appendChild(document.createElement("li"));
    const link = line.appendChild(document.createElement("a"));
    link.href = point.url;
    link.lang = point.lang;
    link.dir = "auto";
    link.textContent = point.name;
    for (const said of [point.now, point.exact ? "" : onlyTown]) {
      if (said) line.appendChild(document.createElement("p")).textContent = said;
    }
  }
  return list;
}

function text(said) {
  const holder = document.createElement("span");
  holder.textContent = said ?? "";
  return holder.innerHTML;
}
