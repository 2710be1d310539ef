"use strict";
(function () {
  const $ = (id) => document.getElementById(id);
  const json = (id) => JSON.parse($(id).textContent);
  const data = json("facts");
  const { nodes, edges, facts, documents, styles } = data;
  const baseNodes = json("vis-nodes");
  const baseEdges = json("vis-edges");
  const styleOf = (kind) => styles[kind] || styles[""];
  const PAGE = 200;

  // ---- small builders: words reach the page as text nodes only -------------------------------------------------
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children.flat()) if (child !== null && child !== undefined && child !== "") element.append(child);
    return element;
  }
  function shape(kind) {
    const style = styleOf(kind);
    const draw = {
      square: "M2 2h10v10H2z", diamond: "M7 0l7 7-7 7-7-7z", triangle: "M7 1l6 11H1z", triangleDown: "M7 13L1 2h12z",
      hexagon: "M3.5 1h7L14 7l-3.5 6h-7L0 7z", star: "M7 0l2 5h5l-4 3.2L11.5 13 7 10.2 2.5 13 4 8.2 0 5h5z",
      dot: "M7 2a5 5 0 1 0 .01 0z" };
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 14 14");
    svg.setAttribute("class", "shape");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", draw[style.shape] || draw.dot);
    path.setAttribute("fill", style.color);
    svg.append(path);
    return svg;
  }
  const safeUrl = (url) => (/^https?:\/\//i.test(url || "") ? url : "");
  const words = (camel) => camel.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const count = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");

  // ---- what belongs to whom --------------------------------------------------------------------------------------
  const factsOfNode = nodes.map(() => []);
  facts.forEach((fact, i) => {
    const about = new Set([fact.subject, fact.object, ...fact.roles.map((r) => r[2])]);
    if (fact.speaker) about.add(fact.speaker[1]);
    about.forEach((n) => { if (n >= 0) factsOfNode[n].push(i); });
  });
  nodes.forEach((node, i) => { if (node.fact !== undefined) factsOfNode[i] = [node.fact]; });
  const edgesOfNode = nodes.map(() => []);
  edges.forEach((edge, i) => { edgesOfNode[edge.from].push(i); edgesOfNode[edge.to].push(i); });

  function status(fact) {
    const parts = [];
    if (fact.polarity === "Negative") parts.push("denied");
    const modality = (fact.modality || "Actual").toLowerCase();
    if (modality !== "actual") parts.push(modality);
    if (parts.length) return parts.join(", ");
    return fact.stated ? "stated" : fact.subject < 0 ? "stated, actor not named" : "stated, on whom not named";
  }
  const whenOf = (fact) => fact.begin ? (fact.end && fact.end !== fact.begin ? fact.begin + " – " + fact.end : fact.begin) : fact.time;

  // ---- filters ---------------------------------------------------------------------------------------------------
  const off = { kinds: new Set(), relations: new Set(), documents: new Set() };
  let least = 0, since = "", until = "", showUnstated = false, showSingle = false;

  function isShown(fact) {
    if (!fact.plain && !showUnstated) return false;
    if (off.relations.has(fact.kind) || off.documents.has(fact.document)) return false;
    if (fact.confidence !== null && fact.confidence < least) return false;
    if (since && !(fact.begin && (fact.end || fact.begin) >= since)) return false;
    if (until && !(fact.begin && fact.begin.slice(0, 10) <= until)) return false;
    return true;
  }

  function checks(box, entries, set, withShape) {
    const list = make("div", { class: "scroll" });
    const inputs = [];
    for (const [value, label, number] of entries) {
      const input = make("input", { type: "checkbox", checked: true });
      input.addEventListener("change", () => { input.checked ? set.delete(value) : set.add(value); draw(); });
      inputs.push([input, value]);
      list.append(make("label", { title: label }, input, withShape ? shape(value) : null,
        make("span", { class: "name", dir: "auto" }, label), make("small", {}, String(number))));
    }
    const all = (on) => { for (const [input, value] of inputs) { input.checked = on; on ? set.delete(value) : set.add(value); } draw(); };
    if (entries.length > 3) {
      box.append(make("div", {}, make("button", { type: "button", class: "only", onclick: () => all(true) }, "all"), " ",
        make("button", { type: "button", class: "only", onclick: () => all(false) }, "none")));
    }
    box.append(list);
    return () => { for (const [input] of inputs) input.checked = true; set.clear(); };
  }
  function tally(values) {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
  const resets = [
    checks($("kinds"), tally(nodes.map((n) => n.kind)).map(([k, n]) => [k, styleOf(k).name, n]), off.kinds, true),
    checks($("relations"), tally(facts.map((f) => f.kind)).map(([k, n]) => [k, words(k), n]), off.relations, false),
    checks($("documents"), tally(facts.map((f) => f.document)).map(([d, n]) => [d, documents[d].title, n]), off.documents, false),
  ];
  $("documents").hidden = documents.length < 2;
  $("when").hidden = !facts.some((f) => f.begin);
  $("certainty").hidden = new Set(facts.map((f) => f.confidence)).size < 2;
  $("show-unstated").addEventListener("change", (e) => { showUnstated = e.target.checked; draw(); fit(true); });
  $("show-single").addEventListener("change", (e) => { showSingle = e.target.checked; draw(); fit(true); });
  $("since").addEventListener("change", (e) => { since = e.target.value; draw(); });
  $("until").addEventListener("change", (e) => { until = e.target.value; draw(); });
  $("confidence").addEventListener("input", (e) => { least = Number(e.target.value); $("confidence-value").textContent = least.toFixed(2); draw(); });
  $("reset-button").addEventListener("click", () => {
    resets.forEach((reset) => reset());
    least = 0; since = until = ""; showUnstated = showSingle = false;
    $("since").value = $("until").value = ""; $("confidence").value = 0; $("confidence-value").textContent = "0.00";
    $("show-unstated").checked = $("show-single").checked = false;
    draw();
  });

  // ---- drawing ---------------------------------------------------------------------------------------------------
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const visNodes = new vis.DataSet(baseNodes.map((n) => Object.assign({}, n, { hidden: true })));
  const visEdges = new vis.DataSet(baseEdges.map((e) => Object.assign({}, e, { hidden: true })));
  const reversed = new Set(edges.map((e) => e.to + ">" + e.from));
  let network = null;
  let chosen = null; // {node: i} or {edge: i}
  let shownNodes = [], shownFacts = [];

  function edgeLabel(edge, visible) {
    if (edge.role) return edge.role;
    const labels = tally(visible.map((i) => facts[i].label)).map((pair) => pair[0]);
    const text = labels.slice(0, 2).join(", ") + (labels.length > 2 ? " +" + (labels.length - 2) : "");
    if (edge.stated) return text;
    const states = [...new Set(visible.map((i) => status(facts[i])))];
    return (states.length === 1 && !states[0].startsWith("stated") ? states[0] + ": " : "") + text;
  }
  function near() {
    if (!chosen) return null;
    const ends = chosen.node !== undefined ? [chosen.node] : [edges[chosen.edge].from, edges[chosen.edge].to];
    const set = new Set(ends);
    if (chosen.node !== undefined) {
      for (const e of edgesOfNode[chosen.node]) { set.add(edges[e].from); set.add(edges[e].to); }
      for (const n of [...set]) if (nodes[n].kind === "Event") for (const e of edgesOfNode[n]) { set.add(edges[e].from); set.add(edges[e].to); }
    }
    return set;
  }

  // Far out, names would be too small to read: the most reported ones keep their size on the screen, the others go.
  const weight = nodes.map((node, i) => (node.kind === "Event" ? 0 : factsOfNode[i].length));
  let zoom = 1, loud = new Set();
  function nodeSize(i) {
    const base = styleOf(nodes[i].kind).size * (nodes[i].kind === "Event" ? 1 : 1 + 0.16 * Math.log2(1 + weight[i]));
    return base * Math.max(1, Math.min(2.2, 0.42 / zoom));
  }
  const fontSize = (i) => (nodes[i].kind === "Event" ? 11 : loud.has(i) ? Math.max(14, Math.min(90, 12.5 / zoom)) : 14);
  const reportsOf = new Array(edges.length).fill(0);
  function edgeWidth(i, reports) {
    reportsOf[i] = reports;
    return Math.min(9, 1.4 + 1.7 * Math.log2(Math.max(1, reports))) * Math.max(1, Math.min(4, 0.6 / zoom));
  }
  let pending = 0;
  function readable(scale) { // names by weight, as long as none covers another on the screen
    const taken = [], found = new Set(), positions = network.getPositions(shownNodes);
    for (const i of shownNodes.slice().sort((a, b) => weight[b] - weight[a] || a - b)) {
      if (weight[i] < 1 || found.size >= 150) break;
      const x = positions[i].x * scale, y = positions[i].y * scale;
      const w = Math.min(nodes[i].label.length, 60) * 3.6 + 6;
      const box = [x - w, y - 8, x + w, y + 26];
      if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push(box);
      found.add(i);
    }
    return found;
  }
  function rescale() {
    pending = 0;
    const now = network.getScale();
    const few = now < 0.62;
    if (Math.abs(Math.log(now / zoom)) < 0.08 && few === loud.size > 0) return;
    zoom = now;
    loud = few ? readable(now) : new Set();
    visNodes.update(shownNodes.map((i) => ({ id: i, size: nodeSize(i), font: Object.assign({}, visNodes.get(i).font, { size: fontSize(i) }),
      widthConstraint: { maximum: loud.has(i) ? 4000 : 150 } })));
    visEdges.update(reportsOf.flatMap((reports, i) => (reports ? [{ id: i, width: edgeWidth(i, reports) }] : [])));
  }
  function soon() { if (!pending) pending = setTimeout(rescale, 60); }

  function draw() {
    const ink = css("--ink"), soft = css("--edge"), ground = css("--stage"), accent = css("--accent");
    const factOn = facts.map(isShown);
    shownFacts = facts.map((_, i) => i).filter((i) => factOn[i]);
    const used = new Set();
    const around = near();
    const edgeUpdates = edges.map((edge, i) => {
      const visible = edge.facts.filter((f) => factOn[f]);
      const on = visible.length > 0 && !off.kinds.has(nodes[edge.from].kind) && !off.kinds.has(nodes[edge.to].kind);
      if (on) { used.add(edge.from); used.add(edge.to); }
      const bright = !around || (chosen.edge === i) ||
        (chosen.node !== undefined && around.has(edge.from) && around.has(edge.to) &&
          (edge.from === chosen.node || edge.to === chosen.node || edge.role));
      const reports = visible.length;
      return {
        id: i, hidden: !on, label: on ? edgeLabel(edge, visible) : "", dashes: edge.stated ? false : [5, 5],
        width: edgeWidth(i, reports),
        color: { color: soft, highlight: accent, hover: accent, opacity: bright ? (edge.role ? 0.7 : 1) : 0.15 },
        font: { color: bright ? (edge.role ? css("--soft") : ink) : "rgba(128,128,128,0.25)", strokeColor: ground },
        smooth: { enabled: reversed.has(edge.from + ">" + edge.to), type: "curvedCW", roundness: 0.16 },
        title: on && reports > 1 ? count(reports, "report") : undefined,
      };
    });
    shownNodes = [];
    const nodeUpdates = nodes.map((node, i) => {
      const on = !off.kinds.has(node.kind) && (used.has(i) || (showSingle && node.kind !== "Event"));
      if (on) shownNodes.push(i);
      const bright = !around || around.has(i);
      const color = styleOf(node.kind).color;
      return {
        id: i, hidden: !on, opacity: bright ? 1 : 0.2,
        color: { background: color, border: ground, highlight: { background: color, border: accent }, hover: { background: color, border: ink } },
        font: { color: bright ? ink : "rgba(128,128,128,0.35)", strokeColor: ground, size: fontSize(i) },
        size: nodeSize(i),
        title: node.label + "\n" + styleOf(node.kind).name,
      };
    });
    visNodes.update(nodeUpdates);
    visEdges.update(edgeUpdates);
    if (!network) start();
    const names = shownNodes.filter((i) => nodes[i].kind !== "Event").length;
    $("counts").textContent = count(names, "name") + ", " + count(shownFacts.length, "statement") +
      (data.leftOut ? "; " + count(data.leftOut, "less reported name") + " left out" : "");
    $("hint").textContent = shownNodes.length ? "Click a name or a line for its sentences." : "Nothing to show with these filters.";
    if (!$("table").hidden) drawTable();
  }

  function start() {
    network = new vis.Network($("network"), { nodes: visNodes, edges: visEdges }, json("vis-options"));
    network.on("click", (event) => {
      if (event.nodes.length) choose({ node: event.nodes[0] });
      else if (event.edges.length) choose({ edge: event.edges[0] });
      else choose(null);
    });
    network.on("zoom", soon);
    network.on("animationFinished", soon);
    network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
    fit();
  }
  function fit(animate) {
    const ids = shownNodes.length ? shownNodes : undefined;
    network.fit({ nodes: ids, animation: animate ? { duration: 300 } : false });
    if (network.getScale() > 1.25) network.moveTo({ scale: 1.25 });
    if (!animate) rescale();
  }
  function focusOn(choice) {
    const n = choice.node !== undefined ? choice.node : edges[choice.edge].from;
    const position = network.getPosition(n);
    network.moveTo({ position, scale: Math.max(network.getScale(), 0.8), animation: { duration: 300 } });
  }

  function choose(choice, options) {
    chosen = choice;
    const opts = options || {};
    const wasHidden = $("panel").hidden;
    if (!choice) {
      $("panel").hidden = true;
      network.unselectAll();
    } else {
      if (choice.node !== undefined) network.selectNodes([choice.node], false);
      else network.setSelection({ nodes: [], edges: [choice.edge] });
      $("panel").hidden = false;
      $("panel-content").replaceChildren(...(choice.node !== undefined ? nodePanel(choice.node) : edgePanel(choice.edge)));
      $("panel").scrollTop = 0;
    }
    draw();
    if (wasHidden !== $("panel").hidden) network.redraw();
    if (choice && opts.focus) focusOn(choice);
    if (choice && opts.enter) $("panel").focus();
  }

  // ---- panel -----------------------------------------------------------------------------------------------------
  function nameLink(label, node) {
    if (node < 0) return make("span", { dir: "auto" }, label);
    return make("button", { type: "button", class: "link", dir: "auto", onclick: () => choose({ node }, { focus: true }) }, label);
  }
  function quoted(quote) {
    const parts = [];
    let at = 0;
    for (const [begin, end, role] of quote.marks) {
      if (begin < at) continue;
      parts.push(quote.text.slice(at, begin));
      parts.push(make("mark", { class: role === "trigger" ? "trigger" : "", title: role }, quote.text.slice(begin, end)));
      at = end;
    }
    parts.push(quote.text.slice(at));
    return make("blockquote", { dir: "auto" }, parts);
  }
  function slice(fact) { // offsets of the page are code points, JavaScript's strings count UTF-16 units
    return fact.quotes.map((q) => {
      const points = Array.from(q.text);
      if (points.length === q.text.length) return q;
      const units = [0];
      for (const p of points) units.push(units[units.length - 1] + p.length);
      return { text: q.text, begin: q.begin, marks: q.marks.map(([b, e, r]) => [units[b], units[e], r]) };
    });
  }
  function card(i) {
    const fact = facts[i];
    const claim = make("p", { class: "claim" });
    if (fact.subject >= 0) claim.append(nameLink(nodes[fact.subject].label, fact.subject), " ");
    claim.append(make("b", {}, fact.label));
    if (fact.object >= 0) claim.append(" ", nameLink(nodes[fact.object].label, fact.object));
    const state = status(fact);
    const meta = make("p", { class: "source" }, make("span", { class: state.startsWith("stated") ? "badge stated" : "badge" }, state));
    const list = make("dl");
    const row = (name, ...value) => list.append(make("dt", {}, name), make("dd", { dir: "auto" }, ...value));
    if (whenOf(fact)) row("when", whenOf(fact) + (fact.time && fact.begin ? " (“" + fact.time + "”)" : ""));
    if (fact.speaker) row("says", nameLink(fact.speaker[0], fact.speaker[1]));
    for (const [role, label, node] of fact.roles) if (node < 0 || (node !== fact.subject && node !== fact.object)) row(words(role), nameLink(label, node));
    if (fact.tense) row("tense", fact.tense.toLowerCase());
    if (fact.confidence !== null) row("confidence", fact.confidence.toFixed(2));
    const doc = documents[fact.document];
    const url = safeUrl(doc.url);
    const source = make("p", { class: "source" },
      url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, doc.title) : make("span", { dir: "auto" }, doc.title),
      [doc.publisher, doc.date].filter(Boolean).map((x) => ", " + x).join(""));
    return make("article", { class: fact.plain ? "" : "unstated" }, claim, meta, slice(fact).map(quoted), list.children.length ? list : null, source);
  }
  function cards(indices) {
    const box = make("div");
    let at = 0;
    const more = make("button", { type: "button", class: "more", onclick: () => add() });
    function add() {
      const next = indices.slice(at, at + 40);
      more.before(...next.map(card));
      at += next.length;
      more.textContent = "Show more (" + (indices.length - at) + ")";
      more.hidden = at >= indices.length;
    }
    box.append(more);
    add();
    return box;
  }
  function grouped(indices) {
    const on = indices.filter((i) => facts[i].plain), rest = indices.filter((i) => !facts[i].plain);
    const out = [];
    if (on.length) out.push(make("h3", {}, count(on.length, "statement")), cards(on));
    if (rest.length) out.push(make("h3", {}, "Not stated as fact: " + rest.length), cards(rest));
    if (!indices.length) out.push(make("p", { class: "source" }, "Named in the text; no statement about it was found."));
    return out;
  }
  function nodePanel(i) {
    const node = nodes[i];
    const list = make("dl");
    if (node.names.length) list.append(make("dt", {}, "also"), make("dd", { dir: "auto" }, node.names.join(" · ")));
    for (const [name, value] of node.details) {
      const url = safeUrl(value);
      list.append(make("dt", {}, name), make("dd", { dir: "auto" }, url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url.replace(/^https?:\/\/(www\.)?/, "")) : value));
    }
    return [make("h2", { dir: "auto" }, node.label), make("p", { class: "kind" }, shape(node.kind), styleOf(node.kind).name), list.children.length ? list : "", ...grouped(factsOfNode[i])];
  }
  function edgePanel(i) {
    const edge = edges[i];
    return [make("h2", { dir: "auto" }, nodes[edge.from].label + " → " + nodes[edge.to].label),
      make("p", { class: "kind" }, edge.role || edge.label), ...grouped(edge.facts)];
  }
  $("close-button").addEventListener("click", () => { choose(null); $("network").focus(); });

  // ---- table -----------------------------------------------------------------------------------------------------
  const who = (fact, n) => (n >= 0 ? nodes[n].label : "");
  const columns = [
    ["Who", (f) => who(f, f.subject)], ["Does", (f) => f.label],
    ["To whom or what", (f) => who(f, f.object) || f.roles.filter((r) => r[0] !== "agent").map((r) => r[1]).join(", ")],
    ["When", whenOf], ["Says", (f) => (f.speaker ? f.speaker[0] : "")], ["Status", status],
    ["Confidence", (f) => (f.confidence === null ? "" : f.confidence.toFixed(2))], ["Document", (f) => documents[f.document].title],
    ["Sentence", (f) => (f.quotes.length ? f.quotes[0].text : "")]];
  let sortBy = -1, sortUp = true;
  function drawTable() {
    let rows = shownFacts.slice();
    if (sortBy >= 0) {
      const value = columns[sortBy][1];
      rows.sort((a, b) => (value(facts[a]) < value(facts[b]) ? -1 : value(facts[a]) > value(facts[b]) ? 1 : a - b) * (sortUp ? 1 : -1));
    }
    const head = make("tr", {}, columns.map(([name], c) => make("th", { scope: "col", "aria-sort": c === sortBy ? (sortUp ? "ascending" : "descending") : "none" },
      make("button", { type: "button", onclick: () => { sortUp = sortBy === c ? !sortUp : true; sortBy = c; drawTable(); $("table").querySelectorAll("th button")[c].focus(); } }, name))));
    const body = make("tbody");
    const more = make("button", { type: "button", class: "more", onclick: () => add() });
    let at = 0;
    function add() {
      for (const i of rows.slice(at, at + PAGE)) {
        const fact = facts[i];
        const open = () => choose(fact.subject >= 0 ? { node: fact.subject } : fact.object >= 0 ? { node: fact.object } : null);
        body.append(make("tr", {}, columns.map(([name, value], c) => {
          const text = value(fact);
          if (c === 1) return make("td", { class: "narrow" }, make("button", { type: "button", class: "link", onclick: open }, text));
          return make("td", { class: c === 3 || c === 5 || c === 6 ? "narrow" : "", dir: "auto" }, c === 8 && fact.quotes.length ? quotedCell(slice(fact)[0]) : text);
        })));
      }
      at += PAGE;
      more.textContent = "Show more (" + Math.max(0, rows.length - at) + ")";
      more.hidden = at >= rows.length;
    }
    const caption = make("caption", { class: "skip" }, "Statements");
    $("table").replaceChildren(make("table", {}, caption, make("thead", {}, head), body), more);
    add();
  }
  const quotedCell = (quote) => [...quoted(quote).childNodes];
  $("table-button").addEventListener("click", () => {
    const table = $("table").hidden;
    $("table").hidden = !table;
    $("network").hidden = $("hint").hidden = table;
    $("table-button").setAttribute("aria-pressed", String(table));
    if (table) drawTable();
    else network.redraw();
  });

  // ---- search ----------------------------------------------------------------------------------------------------
  const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = [];
  nodes.forEach((node, i) => {
    for (const name of [node.label, ...node.names]) {
      entries.push({ text: fold(name), label: name, note: (name === node.label ? "" : node.label + ", ") + styleOf(node.kind).name, weight: factsOfNode[i].length, go: { node: i } });
    }
  });
  edges.forEach((edge, i) => {
    if (edge.role) return;
    for (const label of new Set(edge.facts.map((f) => facts[f].label))) {
      const text = nodes[edge.from].label + " " + label + " " + nodes[edge.to].label;
      entries.push({ text: fold(text), label: text, note: edge.stated ? "statement" : "not stated as fact", weight: 0, go: { edge: i }, unstated: !edge.stated });
    }
  });
  let found = [], at = -1;
  function suggest() {
    const asked = fold($("search").value.trim());
    const seen = new Set();
    found = !asked ? [] : entries
      .map((entry) => ({ entry, rank: entry.text.startsWith(asked) ? 0 : entry.text.includes(" " + asked) ? 1 : entry.text.includes(asked) ? 2 : 9 }))
      .filter((x) => x.rank < 9)
      .sort((a, b) => a.rank - b.rank || b.entry.weight - a.entry.weight || (a.entry.label < b.entry.label ? -1 : 1))
      .map((x) => x.entry)
      .filter((e) => { const key = e.label + "|" + JSON.stringify(e.go); if (seen.has(key)) return false; seen.add(key); return true; })
      .slice(0, 12);
    at = found.length ? 0 : -1;
    show();
  }
  function show() {
    const list = $("suggestions");
    const isOpen = found.length > 0 || $("search").value.trim() !== "";
    list.hidden = !isOpen;
    $("search").setAttribute("aria-expanded", String(isOpen));
    list.replaceChildren(...(found.length ? found.map((entry, i) => {
      const item = make("li", { role: "option", id: "suggestion-" + i, "aria-selected": String(i === at) },
        make("span", { dir: "auto" }, entry.label), make("small", { dir: "auto" }, entry.note));
      item.addEventListener("mousedown", (e) => { e.preventDefault(); take(i); });
      return item;
    }) : isOpen ? [make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found")] : []));
    if (at >= 0) $("search").setAttribute("aria-activedescendant", "suggestion-" + at);
    else $("search").removeAttribute("aria-activedescendant");
  }
  function take(i) {
    const entry = found[i];
    if (!entry) return;
    $("search").value = "";
    found = []; at = -1; show();
    reveal(entry);
    choose(entry.go, { focus: true, enter: true });
  }
  function reveal(entry) { // what is sought is shown, whatever the filters hide
    const ends = entry.go.node !== undefined ? [entry.go.node] : [edges[entry.go.edge].from, edges[entry.go.edge].to];
    if (entry.unstated && !showUnstated) { showUnstated = true; $("show-unstated").checked = true; }
    draw();
    if (ends.some((n) => !shownNodes.includes(n))) {
      showSingle = true;
      $("show-single").checked = true;
      resets[0]();
      draw();
    }
  }
  $("search").addEventListener("input", suggest);
  $("search").addEventListener("blur", () => { found = []; at = -1; $("suggestions").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) { at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length; show(); }
    } else if (event.key === "Enter") { event.preventDefault(); take(at); }
    else if (event.key === "Escape") { $("search").value = ""; found = []; at = -1; show(); }
  });

  // ---- keys and buttons ------------------------------------------------------------------------------------------
  $("network").addEventListener("keydown", (event) => {
    const turn = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (turn && shownNodes.length) {
      event.preventDefault();
      const positions = network.getPositions(shownNodes);
      const from = chosen && chosen.node !== undefined && positions[chosen.node] ? positions[chosen.node] : null;
      let best = -1, cost = Infinity;
      for (const n of shownNodes) {
        const dx = from ? positions[n].x - from.x : positions[n].x, dy = from ? positions[n].y - from.y : positions[n].y;
        const along = dx * turn[0] + dy * turn[1], aside = Math.abs(dx * turn[1]) + Math.abs(dy * turn[0]);
        const c = from ? (along > 0 ? along + 2 * aside : Infinity) : Math.hypot(dx, dy);
        if (c < cost) { cost = c; best = n; }
      }
      if (best >= 0) choose({ node: best }, { focus: true });
    } else if (event.key === "Enter" && chosen) $("panel").focus();
    else if (event.key === "+" || event.key === "=") network.moveTo({ scale: network.getScale() * 1.25 });
    else if (event.key === "-") network.moveTo({ scale: network.getScale() / 1.25 });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen && event.target !== $("search")) { choose(null); $("network").focus(); }
    if (event.key === "/" && !/INPUT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); $("search").focus(); }
  });
  $("fit-button").addEventListener("click", () => { choose(null); fit(true); });
  $("filters-button").addEventListener("click", () => {
    const closed = $("filters").classList.toggle("closed");
    $("filters-button").setAttribute("aria-expanded", String(!closed));
    network.redraw();
  });
  function theme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    $("theme-button").setAttribute("aria-pressed", String(dark));
    draw();
  }
  $("theme-button").addEventListener("click", () => theme(document.documentElement.dataset.theme !== "dark"));

  // ---- for scripts beside the page: where a name is drawn, and what is drawn of it -----------------------------------
  const numberOf = (label) => nodes.findIndex((node) => node.label === label);
  window.graphkitView = Object.freeze({
    where(label) {
      const spot = network.canvasToDOM(network.getPosition(numberOf(label)));
      const box = $("network").getBoundingClientRect();
      return [box.left + spot.x, box.top + spot.y];
    },
    isShown: (label) => shownNodes.includes(numberOf(label)),
    edge: (from, to) => visEdges.get(edges.findIndex((e) => e.from === numberOf(from) && e.to === numberOf(to))),
  });

  theme(window.matchMedia("(prefers-color-scheme: dark)").matches);
})();
