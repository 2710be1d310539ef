// The drawing: the scene as items of vis-network, sized and labelled for the distance from which it is seen.
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const visNodes = new vis.DataSet(json("vis-nodes")), visEdges = new vis.DataSet(json("vis-edges"));
const lastNodes = new Map(), lastEdges = new Map();
const moved = new Map(); // where the reader dragged something
let network = null, zoom = 1, chosen = null; // chosen: {id} of a node or bubble, or {line} of an edge or bundle
let loud = null; // names that keep their size on the screen, far out; null when all names are shown
let told = new Set(); // lines whose labels cover nothing

function put(set, items, last) { // only what has changed
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) { set.remove(gone); gone.forEach((id) => last.delete(id)); }
  const changed = items.filter((item) => { const key = JSON.stringify(item); if (last.get(item.id) === key) return false; last.set(item.id, key); return true; });
  if (changed.length) set.update(changed);
}
const spotOf = (id) => (focus && focus.spots.get(id)) || moved.get(id) || (isBubble(id) ? communities[id.slice(1)] : nodes[id]);
const heft = (id) => (isBubble(id) ? 1e6 + scene.inside.get(id) : weight[id]);
function labelOf(id) {
  if (!isBubble(id)) return (pinned.has(id) ? "📌 " : "") + shorten(nodes[id].label);
  return communities[id.slice(1)].names[0] + "\n" + count(scene.inside.get(id), "name");
}
function sizeOf(id, at) {
  if (isBubble(id)) return Math.max(communities[id.slice(1)].radius * Math.sqrt(scene.inside.get(id) / communities[id.slice(1)].size), 8 / at);
  const base = styleOf(nodes[id].kind).size * (nodes[id].kind === "Event" ? 1 : 1 + 0.16 * Math.log2(1 + weight[id]));
  return base * Math.max(1, Math.min(2.2, 0.42 / at));
}
function fontOf(id) {
  if (isBubble(id)) return 12 / zoom;
  if (nodes[id].kind === "Event") return Math.max(11, Math.min(24, 10 / zoom));
  return loud && loud.has(id) ? Math.max(14, Math.min(90, 12.5 / zoom)) : 14;
}
const lineFont = () => Math.max(11, 9.5 / zoom);
function widthOf(line) {
  const bundled = typeof line.id === "string";
  return Math.min(9, 1.4 + 1.7 * Math.log2(Math.max(1, line.reports))) * Math.max(1, Math.min(bundled ? 1e4 : 4, 0.6 / zoom));
}
function lineLabel(line) {
  if (!line.edge) return count(line.reports, "report");
  if (line.edge.role) return line.edge.role;
  const visible = line.edge.facts.filter((i) => isShown(facts[i]));
  const labels = tally(visible.map((i) => facts[i].label)).map((pair) => pair[0]);
  const text = labels.slice(0, 2).join(", ") + (labels.length > 2 ? " +" + (labels.length - 2) : "");
  if (line.edge.stated) return text;
  const states = [...new Set(visible.map((i) => status(facts[i])))];
  return (states.length === 1 && !states[0].startsWith("stated") ? states[0] + ": " : "") + text;
}
function linesIn(id) { // of a bubble's label, as wide as the bubble
  const letters = Math.max(9, Math.round((sizeOf(id, zoom) * zoom * 1.9) / 6.4));
  const [name, size] = labelOf(id).split("\n");
  return [...wrap(name, letters), size];
}
const nameOf = (id) => (isBubble(id) ? communities[id.slice(1)].label : nodes[id].label);
function tipOf(line) {
  const label = lineLabel(line);
  if (!line.edge) return nameOf(line.a) + " – " + nameOf(line.b) + "\n" + label;
  return nameOf(line.a) + " → " + label + " → " + nameOf(line.b) + (line.reports > 1 ? "\n" + count(line.reports, "report") : "");
}
function near() { // what is bright while something is chosen; null when everything is
  if (!chosen) return null;
  if (chosen.line !== undefined) { const line = scene.lines.find((l) => l.id === chosen.line); return new Set(line ? [line.a, line.b] : []); }
  if (!scene.ids.includes(chosen.id)) return null; // a community that is open, a name that is hidden
  const set = new Set([chosen.id]);
  const reach = (id) => { for (const l of scene.lines) if (l.a === id) set.add(l.b); else if (l.b === id) set.add(l.a); };
  reach(chosen.id);
  for (const id of [...set]) if (!isBubble(id) && nodes[id].kind === "Event") reach(id);
  return set;
}

// ---- labels that cover nothing -----------------------------------------------------------------------------------------
function boxes() { // taken places on the screen, found by cells
  const cells = new Map(), SIZE = 80;
  const each = ([l, t, r, b], act) => { for (let x = Math.floor(l / SIZE); x <= Math.floor(r / SIZE); x += 1) for (let y = Math.floor(t / SIZE); y <= Math.floor(b / SIZE); y += 1) { if (act(x + ":" + y)) return true; } return false; };
  return {
    add(box) { each(box, (cell) => { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push(box); return false; }); },
    hits: (box, mine) => each(box, (cell) => (cells.get(cell) || []).some((t) => t !== mine && box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])),
  };
}
function arrangeLabels() {
  const few = zoom < 0.62, taken = boxes(), bubbles = boxes(), own = new Map();
  for (const id of scene.ids) {
    const spot = spotOf(id), r = sizeOf(id, zoom) * zoom * 0.8, x = spot.x * zoom, y = spot.y * zoom;
    own.set(id, [x - r, y - r, x + r, y + r]);
    taken.add(own.get(id));
  }
  loud = few ? new Set() : null;
  const order = scene.ids.slice().sort((a, b) => heft(b) - heft(a) || (String(a) < String(b) ? -1 : 1));
  let named = 0;
  for (const id of order) {
    const [l, top, r, bottom] = own.get(id), x = (l + r) / 2;
    if (isBubble(id)) { // its label stands in it
      const rows = linesIn(id), wide = Math.max(...rows.map((row) => row.length)) * 3.2, high = rows.length * 7.5, y = (top + bottom) / 2;
      const inner = [x - wide, y - high, x + wide, y + high];
      if (bubbles.hits(inner)) continue;
      bubbles.add(inner);
      loud && loud.add(id);
      continue;
    }
    const lines = labelOf(id).split("\n"), longest = Math.max(...lines.map((line) => line.length));
    const half = few ? Math.min(longest, 60) * 3.5 + 4 : (Math.min(longest * 7, 150) * zoom) / 2;
    const height = few ? 18 * lines.length : (18 * Math.ceil((longest * 7) / 150) + 4) * zoom;
    const box = [x - half, bottom + 1, x + half, bottom + 1 + height];
    const always = !few || named < 5;
    if (few && (named >= 220 || (heft(id) < 1 && zoom < 0.4))) continue;
    if (!always && taken.hits(box, own.get(id))) continue;
    if (few) loud.add(id);
    named += 1;
    taken.add(box);
  }
  told = new Set();
  if (zoom < 0.4) return;
  const letter = lineFont() * zoom;
  const first = (line) => (chosen && (line.id === chosen.line || line.a === chosen.id || line.b === chosen.id) ? 0 : 1);
  for (const line of scene.lines.slice().sort((a, b) => first(a) - first(b) || b.reports - a.reports || (String(a.id) < String(b.id) ? -1 : 1))) {
    const a = spotOf(line.a), b = spotOf(line.b), x = ((a.x + b.x) / 2) * zoom, y = ((a.y + b.y) / 2) * zoom;
    const half = lineLabel(line).length * 0.3 * letter + 2, box = [x - half, y - 0.65 * letter, x + half, y + 0.65 * letter];
    if (taken.hits(box)) continue;
    told.add(line.id);
    taken.add(box);
  }
}
let pending = 0;
function rescale() {
  pending = 0;
  const now = network.getScale();
  if (Math.abs(Math.log(now / zoom)) < 0.08) return;
  zoom = now;
  show();
}
function soon() { if (!pending) pending = setTimeout(rescale, 60); }

// ---- drawing -----------------------------------------------------------------------------------------------------------
function draw() {
  const factOn = Uint8Array.from(facts, (fact) => (isShown(fact) ? 1 : 0));
  if (focus) focus.spots = spotsAround(focus.node, focus.hops, factOn);
  makeScene(factOn);
  if (!network && scene.ids.length) zoom = frame(scene.ids).scale;
  show();
  drawTimeline(factOn);
  drawState();
  $("counts").textContent = count(scene.names, "name") + ", " + count(scene.facts.length, "statement");
  $("hint").textContent = !scene.ids.length ? "Nothing to show with these filters."
    : isBig && !focus ? "Click a community to open it, a name or a line for its sentences." : "Click a name or a line for its sentences.";
  if (!$("table").hidden) drawTable();
}
const FAINT = "rgba(128,128,128,0.35)";
function show() {
  const ink = css("--ink"), edgeColor = css("--edge"), soft = css("--soft"), ground = css("--stage"), accent = css("--accent"), box = css("--box");
  arrangeLabels();
  const bright = near();
  const isBright = (id) => !bright || bright.has(id);
  const reversed = new Set(scene.lines.map((line) => line.b + ">" + line.a));
  put(visNodes, scene.ids.map((id) => {
    const isC = isBubble(id), kind = isC ? "" : nodes[id].kind, color = isC ? box : styleOf(kind).color, spot = spotOf(id);
    const edge = isC ? accent : pinned.has(id) ? ink : ground;
    return {
      id, x: spot.x, y: spot.y, shape: isC ? "dot" : styleOf(kind).shape, opacity: isBright(id) ? 1 : 0.2, size: sizeOf(id, zoom),
      label: !loud || loud.has(id) || (chosen && isBright(id) && zoom > 0.3) ? (isC ? linesIn(id).join("\n") : labelOf(id)) : undefined, borderWidth: pinned.has(id) ? 3 : 1.5,
      color: { background: color, border: edge, highlight: { background: color, border: accent }, hover: { background: color, border: ink } },
      font: { color: isBright(id) ? ink : FAINT, strokeColor: ground, size: fontOf(id), strokeWidth: isC ? 0 : 4,
        vadjust: isC ? -sizeOf(id, zoom) - (linesIn(id).length * 7.2 + 4) / zoom : -2 },
      widthConstraint: { maximum: isC || (loud && loud.has(id)) ? 40000 : 150 },
      title: isC ? nameOf(id) + "\n" + count(scene.inside.get(id), "name") : nodes[id].label + "\n" + styleOf(kind).name,
    };
  }), lastNodes);
  put(visEdges, scene.lines.map((line) => {
    const lit = !bright || (chosen.line !== undefined ? chosen.line === line.id
      : bright.has(line.a) && bright.has(line.b) && (line.a === chosen.id || line.b === chosen.id || !!(line.edge && line.edge.role)));
    const role = line.edge && line.edge.role;
    const spoken = lit && (told.has(line.id) || (chosen && chosen.line === line.id));
    return {
      id: line.id, from: line.a, to: line.b, label: line.edge && spoken ? lineLabel(line) : undefined, dashes: line.edge && !line.edge.stated ? [5, 5] : false,
      width: widthOf(line), arrows: { to: { enabled: !!line.edge, scaleFactor: 0.6 } },
      color: { color: edgeColor, highlight: accent, hover: accent, opacity: lit ? (role || !line.edge ? 0.7 : 1) : 0.12 },
      font: { color: role ? soft : ink, strokeColor: ground, size: lineFont() },
      smooth: { enabled: reversed.has(line.a + ">" + line.b), type: "curvedCW", roundness: 0.16 },
      title: tipOf(line),
    };
  }), lastEdges);
}
function start() {
  network = new vis.Network($("network"), { nodes: visNodes, edges: visEdges }, json("vis-options"));
  network.on("click", (event) => {
    if (event.nodes.length) open(event.nodes[0]);
    else if (event.edges.length) choose({ line: event.edges[0] });
    else choose(null);
  });
  network.on("doubleClick", (event) => { if (event.nodes.length && !isBubble(event.nodes[0])) setFocus(event.nodes[0]); });
  network.on("dragEnd", (event) => { for (const [id, spot] of Object.entries(network.getPositions(event.nodes))) (focus ? focus.spots : moved).set(isBubble(id) ? id : Number(id), spot); });
  network.on("zoom", soon);
  network.on("dragStart", () => cancelAnimationFrame(gliding));
  network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
  fit();
}
function open(id) { // a bubble shows what is in it; a name its facts
  if (isBubble(id)) { choose({ id }); setExpanded(Number(id.slice(1)), true); } else choose({ id });
}
let gliding = 0;
function glide(to) { // to a place and scale; what moves already is stopped first
  cancelAnimationFrame(gliding);
  const from = { position: network.getViewPosition(), scale: network.getScale() };
  const began = performance.now();
  const step = (now) => {
    const done = Math.min(1, (now - began) / 300), eased = done * (2 - done), mix = (a, b) => a + (b - a) * eased;
    network.moveTo({ scale: Math.exp(mix(Math.log(from.scale), Math.log(to.scale))),
      position: { x: mix(from.position.x, to.position.x), y: mix(from.position.y, to.position.y) }, animation: false });
    if (done < 1) gliding = requestAnimationFrame(step); else rescale();
  };
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) step(began + 300);
  else gliding = requestAnimationFrame(step);
}
function frame(ids) { // the view that holds all of these; vis-network knows where they are only once it has drawn them
  const spots = ids.map((id) => [spotOf(id), isBubble(id) ? communities[id.slice(1)].radius : 12]);
  const most = (pick) => spots.reduce((found, spot) => Math.max(found, pick(spot)), -Infinity);
  const right = most(([p, r]) => p.x + r), left = -most(([p, r]) => r - p.x), bottom = most(([p, r]) => p.y + r), top = -most(([p, r]) => r - p.y);
  const { clientWidth, clientHeight } = $("network");
  const scale = Math.max(0.0005, Math.min((clientWidth - 110) / (right - left), (clientHeight - 90) / (bottom - top), 1.25));
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale }, scale };
}
function fit(animate, ids) {
  const wanted = ids && ids.length ? ids : scene.ids;
  if (!wanted.length) return;
  cancelAnimationFrame(gliding);
  if (animate) { glide(frame(wanted)); return; }
  network.moveTo({ ...frame(wanted), animation: false });
  rescale();
}
function focusOn(choice) {
  const line = choice.line !== undefined ? scene.lines.find((l) => l.id === choice.line) : null;
  const id = line ? line.a : choice.id;
  if (visNodes.get(id)) glide({ position: network.getPosition(id), scale: Math.max(network.getScale(), isBubble(id) ? 0 : 0.8) });
}
function choose(choice, options) {
  const opts = options || {};
  const wasHidden = $("panel").hidden;
  chosen = choice;
  $("panel").hidden = !choice;
  if (choice) { showPanel(); $("panel").scrollTop = 0; }
  show();
  const drawn = choice && (choice.line !== undefined ? visEdges.get(choice.line) : visNodes.get(choice.id));
  if (!drawn) network.unselectAll();
  else if (choice.line !== undefined) network.setSelection({ nodes: [], edges: [choice.line] });
  else network.selectNodes([choice.id], false);
  if (wasHidden !== $("panel").hidden) network.redraw();
  if (drawn && opts.focus) focusOn(choice);
  if (choice && opts.enter) $("panel").focus();
}
