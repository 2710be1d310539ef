// Search over names, other names and statements, with suggestions.
const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let entries = null;
function makeEntries() { // when somebody first asks
  entries = [];
  nodes.forEach((node, i) => {
    for (const name of [node.label, ...node.names]) {
      entries.push({ text: fold(name), label: name, note: (name === node.label ? "" : node.label + ", ") + styleOf(node.kind).name, weight: factsOfNode[i].length, ends: [i], go: { id: i } });
    }
  });
  if (isBig) return;
  edges.forEach((edge, i) => {
    if (edge.role) return;
    for (const label of new Set(edge.facts.map((f) => facts[f].label))) {
      const text = nodes[edge.from].label + " " + label + " " + nodes[edge.to].label;
      entries.push({ text: fold(text), label: text, note: edge.stated ? "statement" : "not stated as fact", weight: 0, ends: [edge.from, edge.to], go: { line: i }, unstated: !edge.stated });
    }
  });
}
let found = [], at = -1;
function suggest() {
  if (!entries) makeEntries();
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
  showFound();
}
function showFound() {
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
  found = []; at = -1; showFound();
  if (entry.unstated && !showUnstated) { showUnstated = true; $("show-unstated").checked = true; draw(); }
  if (entry.ends.some((n) => !scene.ids.includes(n))) reveal(entry.ends);
  choose(entry.go, { focus: true, enter: true });
}
function reveal(ends) { // what is sought is shown, whatever filters, focus and closed communities hide
  if (focus && ends.some((n) => !focus.spots.has(n))) focus = null;
  for (const n of ends) {
    hidden.delete(n);
    if (isBig && !focus) expanded.add(nodes[n].community);
  }
  draw();
  if (ends.some((n) => !scene.ids.includes(n))) {
    resets[0]();
    draw();
  }
  if (ends.some((n) => !scene.ids.includes(n))) { // a name that no shown statement is about
    ends.forEach((n) => pinned.add(n));
    draw();
  }
}
$("search").addEventListener("input", suggest);
$("search").addEventListener("blur", () => { found = []; at = -1; $("suggestions").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
$("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.length) { at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length; showFound(); }
  } else if (event.key === "Enter") { event.preventDefault(); take(at); }
  else if (event.key === "Escape") { $("search").value = ""; found = []; at = -1; showFound(); }
});
