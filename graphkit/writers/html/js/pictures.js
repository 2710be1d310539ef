// The drawing as a picture: SVG made from the scene, PNG painted from that, and the sheet that is printed.
const clean = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
function wrap(label, width) { // lines of about `width` letters
  const lines = [""];
  for (const word of clean(label).split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last ? last + " " + word : word;
  }
  return lines;
}
function text(lines, x, y, size, attributes) {
  return draws("text", { x, y, "font-size": size, "text-anchor": "middle", ...attributes },
    lines.map((line, i) => draws("tspan", { x, dy: i ? size * 1.15 : 0 }, line)));
}
function picture(seen) { // everything that is drawn, with title and legend: as it is seen, or with every name, small, to zoom into
  const ink = css("--ink"), soft = css("--soft"), line = css("--edge"), ground = css("--stage"), accent = css("--accent"), box = css("--box");
  const spots = new Map(scene.ids.map((id) => [id, spotOf(id)]));
  seen ||= isBig && !focus;
  const plain = seen ? zoom : 1;
  const sizes = new Map(scene.ids.map((id) => [id, sizeOf(id, plain)]));
  const xs = [...spots.values()].map((p) => p.x), ys = [...spots.values()].map((p) => p.y);
  const pad = (seen ? 50 : 90) / Math.min(1, plain), most = Math.max(0, ...sizes.values());
  const least = (values) => Math.min(...(values.length ? values : [0])) - pad - most, highest = (values) => Math.max(...(values.length ? values : [0])) + pad + most;
  const left = least(xs), right = highest(xs), top = least(ys), bottom = highest(ys);
  const unit = Math.max(1, (right - left) / 1600); // of title and legend
  const halo = { stroke: ground, "stroke-width": seen ? 3 / Math.min(1, zoom) : 3.5, "stroke-linejoin": "round", "paint-order": "stroke" };
  const reversed = new Set(scene.lines.map((l) => l.b + ">" + l.a));
  const lines = scene.lines.map((l) => {
    const a = spots.get(l.a), b = spots.get(l.b), d = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const ux = (b.x - a.x) / d, uy = (b.y - a.y) / d, near = sizes.get(l.a), far = sizes.get(l.b) + (l.edge ? 7 : 0);
    const bend = reversed.has(l.a + ">" + l.b) ? d * 0.16 : 0;
    const mx = (a.x + b.x) / 2 + uy * bend, my = (a.y + b.y) / 2 - ux * bend;
    const path = `M${a.x + ux * near} ${a.y + uy * near}Q${mx} ${my} ${b.x - ux * far} ${b.y - uy * far}`;
    const width = Math.min(9, 1.4 + 1.7 * Math.log2(Math.max(1, l.reports))) / (l.edge ? Math.min(1, Math.max(plain, 0.3)) : Math.min(1, plain));
    return [draws("path", { d: path, fill: "none", stroke: line, "stroke-width": width, "stroke-dasharray": l.edge && !l.edge.stated ? "5 5" : null, "marker-end": l.edge ? "url(#tip)" : null, opacity: l.edge && l.edge.role ? 0.7 : 1 },
      draws("title", {}, clean(tipOf(l)))),
    l.edge && (!seen || told.has(l.id)) ? text([clean(lineLabel(l))], (a.x + b.x) / 2 + (uy * bend) / 2, (a.y + b.y) / 2 - (ux * bend) / 2 + 4, seen ? lineFont() : 11, { fill: l.edge.role ? soft : ink, ...halo }) : null];
  });
  const names = scene.ids.map((id) => {
    const { x, y } = spots.get(id), r = sizes.get(id);
    if (isBubble(id)) {
      return [draws("circle", { cx: x, cy: y, r, fill: box, stroke: accent, "stroke-width": 1.5 / plain }),
        loud && !loud.has(id) ? null : text(linesIn(id).map(clean), x, y - (linesIn(id).length * 6.9 - 11) / plain, 12 / plain, { fill: ink })];
    }
    return [draws("g", { transform: `translate(${x} ${y}) scale(${r / 6}) translate(-7 -7)` }, draws("path", { d: outline(nodes[id].kind), fill: styleOf(nodes[id].kind).color })),
      !seen ? text(wrap(shorten(nodes[id].label), 20), x, y + r + 15, nodes[id].kind === "Event" ? 11 : 14, { fill: ink, ...halo })
        : !loud || loud.has(id) ? text(wrap(shorten(nodes[id].label), loud ? 60 : 20), x, y + r + fontOf(id) * 1.1, fontOf(id), { fill: ink, ...halo }) : null];
  });
  const kinds = tally(scene.ids.filter((id) => !isBubble(id)).map((id) => nodes[id].kind)).map(([kind]) => kind);
  let x = left + 24 * unit;
  const legend = kinds.map((kind) => {
    const name = styleOf(kind).name, at = x;
    x += (name.length * 8 + 44) * unit;
    return [draws("g", { transform: `translate(${at} ${bottom + 14 * unit}) scale(${unit})` }, draws("path", { d: outline(kind), fill: styleOf(kind).color })),
      draws("text", { x: at + 20 * unit, y: bottom + 26 * unit, "font-size": 14 * unit, fill: soft }, name)];
  });
  const width = Math.max(right - left, x - left), height = bottom - top + 90 * unit;
  return draws("svg", { xmlns: SVG, viewBox: `${left} ${top - 46 * unit} ${width} ${height}`, width: Math.round(width), height: Math.round(height), "font-family": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif", role: "img", "aria-label": clean(data.title) },
    draws("defs", {}, draws("marker", { id: "tip", viewBox: "0 0 8 8", refX: 1, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, draws("path", { d: "M0 0L8 4 0 8z", fill: line }))),
    draws("rect", { x: left, y: top - 46 * unit, width, height, fill: ground }),
    draws("text", { x: left + 24 * unit, y: top - 14 * unit, "font-size": 22 * unit, "font-weight": 600, fill: ink }, clean(data.title)),
    lines.map((pair) => pair[0]), names.map((pair) => pair[0]), lines.map((pair) => pair[1]), names.map((pair) => pair[1]), legend);
}
const svgText = () => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(picture());
function save(blob, ending) {
  const link = make("a", { href: URL.createObjectURL(blob), download: (data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph") + ending });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
$("svg-button").addEventListener("click", () => { closeMenu(); save(new Blob([svgText()], { type: "image/svg+xml" }), ".svg"); });
$("png-button").addEventListener("click", () => {
  closeMenu();
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(2, 6000 / Math.max(image.width, image.height));
    const canvas = make("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, ".png"), "image/png");
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText());
});
function closeMenu() { $("save-menu").open = false; $("save-menu").querySelector("summary").focus(); }
$("print-button").addEventListener("click", async () => { closeMenu(); await need(sheetFacts()); window.print(); });

// ---- print: the picture on the first page, then the statements ---------------------------------------------------------
const MOST_PRINTED = 400;
const sheetFacts = () => scene.facts.slice(0, MOST_PRINTED);
let themed = null;
window.addEventListener("beforeprint", () => {
  themed = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  const listed = sheetFacts().filter((i) => facts[i].body);
  const rest = scene.facts.length - listed.length;
  $("sheet").replaceChildren(picture(true), make("p", {}, $("counts").textContent + (rest ? "; " + count(rest, "statement") + " not printed" : "")),
    make("table", {}, make("thead", {}, make("tr", {}, columns.map(([name]) => make("th", { scope: "col" }, name)))), make("tbody", {}, listed.map((i) => make("tr", {}, cellsOf(i, null))))));
});
window.addEventListener("afterprint", () => { $("sheet").replaceChildren(); document.documentElement.dataset.theme = themed; });
