// What is to be drawn: names or bubbles, and the lines between them, after filters, focus, hiding and pins.
const hidden = new Set(), pinned = new Set(), expanded = new Set();
let focus = null; // {node, hops, spots}: only what lies around one name, laid out around it
const MOST_DRAWN = 3000; // names on the drawing at once; communities opened first are closed first beyond it
const MOST_BUNDLES = 300; // ties between communities, the strongest ones
const MOST_AROUND = 400; // names around one in focus, the most reported ones

const bubble = (c) => "c" + c;
const isBubble = (id) => typeof id === "string" && id[0] === "c";
const edgesOfNode = nodes.map(() => []);
edges.forEach((edge, i) => { edgesOfNode[edge.from].push(i); if (edge.to !== edge.from) edgesOfNode[edge.to].push(i); });
const weight = nodes.map((node, i) => (node.kind === "Event" ? 0 : factsOfNode[i].length));
const byWeight = (a, b) => weight[b] - weight[a] || a - b;
const other = (edge, n) => (edge.from === n ? edge.to : edge.from);

let scene = { ids: [], lines: [], facts: [], names: 0, inside: new Map() };

function makeScene(factOn) {
  const inFocus = focus ? focus.spots : null;
  const stand = (n) => { // by what a name is drawn: itself, its bubble, or nothing
    if (hidden.has(n) || (off.kinds.has(nodes[n].kind) && !pinned.has(n))) return null;
    if (inFocus) return inFocus.has(n) ? n : null;
    return !isBig || pinned.has(n) || expanded.has(nodes[n].community) ? n : bubble(nodes[n].community);
  };
  const used = new Set(), bundles = new Map(), lines = [];
  edges.forEach((edge, i) => {
    const a = stand(edge.from), b = stand(edge.to);
    if (a === null || b === null) return;
    let reports = 0;
    for (const f of edge.facts) reports += factOn[f];
    if (!reports) return;
    used.add(edge.from); used.add(edge.to);
    if (a === b && typeof a === "string") return;
    if (typeof a === "number" && typeof b === "number") { lines.push({ id: i, a, b, reports, edge }); return; }
    const [first, second] = String(a) < String(b) ? [a, b] : [b, a];
    const id = first + "~" + second;
    const bundle = bundles.get(id) || { id, a: first, b: second, reports: 0, edges: [] };
    bundle.reports += reports;
    bundle.edges.push(i);
    bundles.set(id, bundle);
  });
  const ids = [], inside = new Map();
  let names = 0;
  nodes.forEach((node, n) => {
    if (!(used.has(n) || pinned.has(n) || (showSingle && node.kind !== "Event") || (focus && focus.node === n))) return;
    const id = stand(n);
    if (id === null) return;
    if (node.kind !== "Event") names += 1;
    if (typeof id === "number") ids.push(n);
    else { if (!inside.has(id)) inside.set(id, 0); inside.set(id, inside.get(id) + 1); }
  });
  for (const id of inside.keys()) ids.push(id);
  const shown = [];
  facts.forEach((fact, i) => { if (factOn[i] && (!focus || factInFocus(fact))) shown.push(i); });
  const strongest = [...bundles.values()].sort((a, b) => b.reports - a.reports || (a.id < b.id ? -1 : 1)).slice(0, MOST_BUNDLES);
  scene = { ids, lines: [...lines, ...strongest], facts: shown, names, inside };
}
function factInFocus(fact) {
  const ends = [fact.subject, fact.object].filter((n) => n >= 0);
  return (ends.length ? ends : fact.others).some((n) => focus.spots.has(n)) && ends.every((n) => focus.spots.has(n));
}

// ---- the neighbourhood of a name, in rings around it -------------------------------------------------------------------
function around(node, hops, factOn) {
  const rings = [[node]], seen = new Set([node]);
  const open = (n) => !hidden.has(n) && !off.kinds.has(nodes[n].kind);
  for (let hop = 0; hop < hops; hop += 1) {
    const next = new Set();
    const step = (n, through) => {
      for (const e of edgesOfNode[n]) {
        if (!edges[e].facts.some((f) => factOn[f])) continue;
        const m = other(edges[e], n);
        if (seen.has(m) || !open(m)) continue;
        next.add(m);
        if (nodes[m].kind === "Event" && !through) step(m, true); // an event with many parties is no step of its own
      }
    };
    rings[rings.length - 1].forEach((n) => step(n, false));
    const room = MOST_AROUND - seen.size;
    const chosen = [...next].sort(byWeight).slice(0, Math.max(0, room));
    if (!chosen.length) break;
    chosen.forEach((n) => seen.add(n));
    rings.push(chosen);
  }
  return rings;
}
function spotsAround(node, hops, factOn) { // rings wide enough for the names on them, in the order of the whole drawing
  const spots = new Map([[node, { x: 0, y: 0 }]]);
  const centre = nodes[node];
  let radius = 0;
  for (const ring of around(node, hops, factOn).slice(1)) {
    const angleOf = (n) => { // near what leads to it, further in; else where it lies in the whole drawing
      const inner = edgesOfNode[n].map((e) => other(edges[e], n)).find((m) => m !== node && spots.has(m));
      const at = inner === undefined ? { x: nodes[n].x - centre.x, y: nodes[n].y - centre.y } : spots.get(inner);
      return Math.atan2(at.y, at.x);
    };
    const sorted = ring.map((n) => [angleOf(n), n]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((pair) => pair[1]);
    const turns = Math.max(1, Math.ceil(Math.sqrt((sorted.length * 95) / (2 * Math.PI * 260)))); // several circles, if one would be too wide
    radius = Math.max(radius + 230, (sorted.length * 95) / (2 * Math.PI * turns));
    sorted.forEach((n, i) => {
      const angle = (2 * Math.PI * i) / sorted.length - Math.PI / 2 + 0.2;
      const r = radius + (i % turns) * 120;
      spots.set(n, { x: Math.round(1.25 * r * Math.cos(angle)), y: Math.round(r * Math.sin(angle)) });
    });
    radius += (turns - 1) * 120;
  }
  [...pinned].filter((n) => !spots.has(n)).forEach((n, i) => spots.set(n, { x: (i % 6) * 170 - 425, y: Math.round(radius + 230 + Math.floor(i / 6) * 90) }));
  return spots;
}

// ---- commands ----------------------------------------------------------------------------------------------------------
function setFocus(node, hops) {
  const had = focus;
  focus = node === null || node === undefined ? null : { node, hops: hops || 1, spots: new Map() };
  if (!focus && !had) { draw(); return; }
  draw();
  fit(false);
}
function setHidden(node, on) {
  if (on) { hidden.add(node); pinned.delete(node); if (focus && focus.node === node) focus = null; } else hidden.delete(node);
  if (on && chosen && chosen.id === node) choose(null);
  draw();
}
function setPinned(node, on) {
  if (on) { pinned.add(node); hidden.delete(node); } else pinned.delete(node);
  draw();
}
function setExpanded(c, on) {
  expanded.delete(c);
  if (on) expanded.add(c);
  let total = 0;
  for (const open of [...expanded].reverse()) { total += membersOf[open].length; if (total > MOST_DRAWN) expanded.delete(open); }
  draw();
  fit(true, on ? scene.ids.filter((id) => typeof id === "number" && nodes[id].community === c) : undefined);
}

// ---- the line above the drawing that tells what is changed, and takes it back ------------------------------------------
function drawState() {
  const chips = [];
  const chip = (text, label, act) => chips.push(make("span", { class: "chip" }, make("span", { dir: "auto" }, text),
    make("button", { type: "button", "aria-label": label, onclick: act }, "×")));
  if (focus) {
    chips.push(make("span", { class: "chip" }, make("span", { dir: "auto" }, "Around " + shorten(nodes[focus.node].label) + ":"),
      ...[1, 2, 3].map((hops) => make("button", { type: "button", "aria-pressed": String(focus.hops === hops), "aria-label": count(hops, "step") + " around",
        onclick: () => { setFocus(focus.node, hops); $("state").querySelectorAll("button")[hops - 1].focus(); } }, String(hops))),
      make("button", { type: "button", "aria-label": "End focus", onclick: () => { setFocus(null); $("network").focus(); } }, "×")));
  }
  for (const c of expanded) if (!focus) chip(communities[c].label, "Close this community", () => { setExpanded(c, false); $("network").focus(); });
  for (const n of pinned) chip("📌 " + shorten(nodes[n].label), "Unpin " + nodes[n].label, () => { setPinned(n, false); $("network").focus(); });
  if (hidden.size) chip(count(hidden.size, "name") + " hidden", "Show hidden names", () => { hidden.clear(); draw(); $("network").focus(); });
  $("state").replaceChildren(...chips);
  $("state").hidden = !chips.length;
}
