// Keys, buttons, colours, legend; then the page begins.
$("network").addEventListener("keydown", (event) => {
  const turn = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  const node = chosen && chosen.id !== undefined ? chosen.id : null;
  if (turn && scene.ids.length) {
    event.preventDefault();
    const from = node !== null && scene.ids.includes(node) ? spotOf(node) : null;
    let best = null, cost = Infinity;
    for (const id of scene.ids) {
      const spot = spotOf(id), dx = from ? spot.x - from.x : 0, dy = from ? spot.y - from.y : 0;
      const along = dx * turn[0] + dy * turn[1], aside = Math.abs(dx * turn[1]) + Math.abs(dy * turn[0]);
      const c = from ? (along > 0 ? along + 2 * aside : Infinity) : -heft(id);
      if (c < cost) { cost = c; best = id; }
    }
    if (best !== null) choose({ id: best }, { focus: true });
  } else if (event.key === "Enter" && chosen) {
    if (isBubble(node)) setExpanded(Number(node.slice(1)), true);
    $("panel").focus();
  } else if (event.key === "+" || event.key === "=") { network.moveTo({ scale: network.getScale() * 1.25 }); soon(); }
  else if (event.key === "-") { network.moveTo({ scale: network.getScale() / 1.25 }); soon(); }
  else if (typeof node === "number" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === "f") setFocus(focus && focus.node === node ? null : node);
    else if (event.key === "p") setPinned(node, !pinned.has(node));
    else if (event.key === "h") setHidden(node, true);
    else return;
    if (chosen) showPanel();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("save-menu").open) closeMenu();
  else if (event.key === "Escape" && event.target !== $("search")) {
    if (chosen) choose(null); else if (focus) setFocus(null);
    $("network").focus();
  }
  if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) { event.preventDefault(); $("search").focus(); }
});
$("fit-button").addEventListener("click", () => { choose(null); focus = null; expanded.clear(); draw(); fit(true); });
$("filters-button").addEventListener("click", () => {
  const closed = $("filters").classList.toggle("closed");
  $("filters-button").setAttribute("aria-expanded", String(!closed));
  network.redraw();
});
function theme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  $("theme-button").setAttribute("aria-pressed", String(dark));
  if (network) show();
}
$("theme-button").addEventListener("click", () => {
  theme(document.documentElement.dataset.theme !== "dark");
  if (data.links) localStorage.setItem(THEME, document.documentElement.dataset.theme);
});

function makeLegend() {
  const item = (mark, name) => make("li", {}, mark, name);
  const stroke = (width, dashed) => draws("svg", { viewBox: "0 0 26 10", class: "stroke", "aria-hidden": "true" },
    draws("path", { d: "M1 5h24", stroke: "currentColor", "stroke-width": width, "stroke-dasharray": dashed ? "4 3" : null }));
  $("legend").replaceChildren(
    ...tally(nodes.map((node) => node.kind)).map(([kind]) => item(shape(kind), styleOf(kind).name)),
    item(stroke(1.4), "one report"), item(stroke(5), "many reports"), item(stroke(1.4, true), "denied, planned, alleged …"),
    isBig ? item(draws("svg", { viewBox: "0 0 14 14", class: "shape", "aria-hidden": "true" }, draws("circle", { cx: 7, cy: 7, r: 6, class: "bubble" })), "community: click to open") : "");
}

// ---- for scripts beside the page: where a name is drawn, and what is drawn of it ---------------------------------------
const numberOf = (label) => nodes.findIndex((node) => node.label === label);
const idOf = (label) => (communities.some((c) => c.label === label) ? bubble(communities.findIndex((c) => c.label === label)) : numberOf(label));
window.graphkitView = Object.freeze({
  where(label) {
    const at = network.canvasToDOM(network.getPosition(idOf(label)));
    const box = $("network").getBoundingClientRect();
    return [box.left + at.x, box.top + at.y];
  },
  isShown: (label) => scene.ids.includes(idOf(label)),
  edge: (from, to) => {
    const line = scene.lines.find((l) => l.a === numberOf(from) && l.b === numberOf(to));
    return line ? { ...visEdges.get(line.id), label: lineLabel(line) } : null;
  },
  drawn: () => scene.ids.map(nameOf),
  lines: () => scene.lines.map((l) => [nameOf(l.a), nameOf(l.b)]),
  communities: () => communities.map((c) => c.label),
});

const THEME = "graphkit-theme"; // a server's pages keep to the one that was chosen last; a file may be in a frame that may not know
const lastTheme = data.links ? localStorage.getItem(THEME) : null;
theme(lastTheme ? lastTheme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches);
makeLegend();
makeTimeline();
(isBig ? Promise.resolve() : need(facts.map((_, i) => i)) || Promise.resolve()).then(() => { draw(); start(); });
