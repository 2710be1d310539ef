// The panel beside the drawing: everything that is known of a name, a line or a community, with its sentences.
function nameLink(label, node) {
  if (node < 0) return make("span", { dir: "auto" }, label);
  return make("button", { type: "button", class: "link", dir: "auto", onclick: () => go(node) }, label);
}
function go(node) { // a name, wherever it is: filters, focus and closed communities give way
  if (!scene.ids.includes(node)) reveal([node]);
  choose({ id: node }, { focus: true });
}
function quoted(quote) {
  const parts = [];
  let at = 0;
  for (const [begin, end, role] of quote.marks) {
    if (begin < at) continue;
    parts.push(quote.text.slice(at, begin));
    parts.push(make("mark", { class: role === "trigger" ? "trigger" : role === "subject" || role === "object" ? role : "", title: role }, quote.text.slice(begin, end)));
    at = end;
  }
  parts.push(quote.text.slice(at));
  return make("blockquote", { dir: "auto" }, parts);
}
function quotesOf(fact) { // offsets of the page are code points, JavaScript's strings count UTF-16 units
  return fact.body.quotes.map(([text, marks]) => {
    const points = Array.from(text);
    if (points.length === text.length) return { text, marks };
    const units = [0];
    for (const p of points) units.push(units[units.length - 1] + p.length);
    return { text, marks: marks.map(([b, e, r]) => [units[b], units[e], r]) };
  });
}
function passage(url, fact) { // the address of the very sentence, for browsers that find text in a page
  if (!url || url.includes("#") || !fact.body.quotes.length) return url;
  const part = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
  const spoken = fact.body.quotes[0][0].trim().split(/\s+/);
  return url + "#:~:text=" + (spoken.length > 12 ? part(spoken.slice(0, 6)) + "," + part(spoken.slice(-6)) : part(spoken));
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
  const { time, speaker, roles, tense } = fact.body;
  if (whenOf(fact)) row("when", whenOf(fact) + (time && fact.begin ? " (“" + time + "”)" : ""));
  if (speaker) row("says", nameLink(speaker[0], speaker[1]));
  for (const [role, label, node] of roles) if (node < 0 || (node !== fact.subject && node !== fact.object)) row(words(role), nameLink(label, node));
  if (tense) row("tense", tense.toLowerCase());
  if (fact.confidence !== null) row("confidence", fact.confidence.toFixed(2));
  const doc = documents[fact.document], links = data.links;
  const url = passage(safeUrl(doc.url), fact);
  const source = make("p", { class: "source" },
    url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, doc.title) : make("span", { dir: "auto" }, doc.title),
    [doc.publisher, doc.date].filter(Boolean).map((x) => ", " + x).join(""),
    links ? [" · ", make("a", { href: links.documents[fact.document] }, "text"), links.facts[i] ? [" · ", make("a", { href: links.facts[i] }, "event")] : ""] : "");
  return make("article", { class: fact.plain ? "" : "unstated" }, claim, meta, quotesOf(fact).map(quoted), list.children.length ? list : null, source);
}
function cards(indices) {
  const box = make("div");
  let at = 0;
  const more = make("button", { type: "button", class: "more", onclick: () => add() });
  function add() {
    const next = indices.slice(at, at + 40);
    at += next.length;
    more.textContent = "Show more (" + (indices.length - at) + ")";
    more.hidden = at >= indices.length;
    const place = make("div");
    more.before(place);
    const fill = () => place.replaceWith(...next.map(card));
    const wait = need(next);
    if (wait) wait.then(fill); else fill();
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
function actions(n) {
  const links = data.links && nodes[n].kind !== "Value" ? [make("a", { href: data.links.pages[n] }, "Open page"),
    nodes[n].kind !== "Event" ? make("a", { href: data.links.more + encodeURIComponent(data.links.iris[n]) }, "Load neighbours") : null] : [];
  const button = (text, key, on, act) => make("button", { type: "button", "aria-pressed": String(on), title: "Key: " + key, onclick: () => { act(); refresh(text); } }, text);
  return make("p", { class: "actions" },
    button("Focus", "f", !!focus && focus.node === n, () => setFocus(focus && focus.node === n ? null : n)),
    button("Pin", "p", pinned.has(n), () => setPinned(n, !pinned.has(n))),
    button("Hide", "h", hidden.has(n), () => setHidden(n, !hidden.has(n))), links);
}
function refresh(text) { // the panel anew, the keyboard on the button that was pressed
  if (!chosen || chosen.id === undefined) { $("network").focus(); return; }
  showPanel();
  for (const button of $("panel").querySelectorAll(".actions button")) if (button.textContent === text) button.focus();
}
function nodePanel(i) {
  const node = nodes[i];
  const list = make("dl");
  if (node.names.length) list.append(make("dt", {}, "also"), make("dd", { dir: "auto" }, node.names.join(" · ")));
  for (const [name, value] of node.details) {
    const url = safeUrl(value);
    list.append(make("dt", {}, name), make("dd", { dir: "auto" }, url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url.replace(/^https?:\/\/(www\.)?/, "")) : value));
  }
  return [make("h2", { dir: "auto" }, node.label), make("p", { class: "kind" }, shape(node.kind), styleOf(node.kind).name), actions(i),
    list.children.length ? list : "", ...grouped(factsOfNode[i])];
}
function linePanel(id) {
  const line = scene.lines.find((l) => l.id === id);
  if (line && line.edges) {
    return [make("h2", { dir: "auto" }, nameOf(line.a) + " – " + nameOf(line.b)),
      ...grouped([...new Set(line.edges.flatMap((e) => edges[e].facts))].filter((f) => isShown(facts[f])))];
  }
  const edge = edges[id];
  if (!edge) return [];
  const labels = edge.role ? [edge.role] : [...new Set(edge.facts.map((f) => facts[f].label))];
  return [make("h2", { dir: "auto" }, nodes[edge.from].label + " → " + nodes[edge.to].label), make("p", { class: "kind" }, labels.join(", ")), ...grouped(edge.facts)];
}
function communityPanel(c) {
  const members = membersOf[c].filter((n) => nodes[n].kind !== "Event").sort(byWeight);
  const item = (n) => make("li", {}, shape(nodes[n].kind), nameLink(nodes[n].label, n), make("small", {}, count(factsOfNode[n].length, "statement")));
  return [make("h2", { dir: "auto" }, communities[c].label), make("p", { class: "kind" }, "Community of " + count(members.length, "name")),
    make("h3", {}, "Most reported"), make("ol", { class: "names" }, members.slice(0, 60).map(item))];
}
function showPanel() {
  const parts = chosen.line !== undefined ? linePanel(chosen.line) : isBubble(chosen.id) ? communityPanel(Number(chosen.id.slice(1))) : nodePanel(chosen.id);
  $("panel-content").replaceChildren(...parts.filter((part) => part !== ""));
}
$("close-button").addEventListener("click", () => { choose(null); $("network").focus(); });
