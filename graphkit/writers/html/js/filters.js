// Which facts are shown: by class, relation, document, confidence and time; a change of any redraws everything.
const off = { kinds: new Set(), relations: new Set(), documents: new Set() };
let least = 0, since = "", until = "", clock = "happened", showUnstated = !!(data.links && data.links.unstated), showSingle = false;

function timeOf(fact) { // first and last day by the clock that is chosen; empty if it has none
  if (clock === "reported") { const day = documents[fact.document].date.slice(0, 10); return [day, day]; }
  return fact.begin ? [fact.begin.slice(0, 10), (fact.end || fact.begin).slice(0, 10)] : ["", ""];
}
function passes(fact) { // everything but the time
  if (!fact.plain && !showUnstated) return false;
  if (off.relations.has(fact.kind) || off.documents.has(fact.document)) return false;
  return fact.confidence === null || fact.confidence >= least;
}
function isShown(fact) {
  if (!passes(fact)) return false;
  if (!since && !until) return true;
  const [first, last] = timeOf(fact);
  return first !== "" && (!since || last >= since) && (!until || first <= until);
}

const MOST_LISTED = 500;
function checks(box, everything, set, withShape) {
  const entries = everything.slice(0, MOST_LISTED);
  const list = make("div", { class: "scroll" });
  const inputs = [];
  for (const [value, label, number] of entries) {
    const input = make("input", { type: "checkbox", checked: true });
    input.addEventListener("change", () => { input.checked ? set.delete(value) : set.add(value); draw(); });
    inputs.push([input, value]);
    list.append(make("label", { title: label }, input, withShape ? shape(value) : null,
      make("span", { class: "name", dir: "auto" }, label), make("small", {}, number.toLocaleString("en"))));
  }
  const all = (on) => { for (const [input, value] of inputs) { input.checked = on; on ? set.delete(value) : set.add(value); } draw(); };
  if (entries.length > 3) {
    box.append(make("div", {}, make("button", { type: "button", class: "only", onclick: () => all(true) }, "all"), " ",
      make("button", { type: "button", class: "only", onclick: () => all(false) }, "none")));
  }
  box.append(list);
  if (everything.length > MOST_LISTED) box.append(make("small", {}, "and " + (everything.length - MOST_LISTED).toLocaleString("en") + " more, each with fewer statements"));
  return () => { for (const [input] of inputs) input.checked = true; set.clear(); };
}
const resets = [
  checks($("kinds"), tally(nodes.map((n) => n.kind)).map(([k, n]) => [k, styleOf(k).name, n]), off.kinds, true),
  checks($("relations"), tally(facts.map((f) => f.kind)).map(([k, n]) => [k, words(k), n]), off.relations, false),
  checks($("documents"), tally(facts.map((f) => f.document)).map(([d, n]) => [d, documents[d].title, n]), off.documents, false),
];
$("documents").hidden = documents.length < 2;
$("certainty").hidden = new Set(facts.map((f) => f.confidence)).size < 2;
$("show-unstated").checked = showUnstated;
$("show-unstated").addEventListener("change", (e) => { showUnstated = e.target.checked; draw(); fit(true); });
$("show-single").addEventListener("change", (e) => { showSingle = e.target.checked; draw(); fit(true); });
$("confidence").addEventListener("input", (e) => { least = Number(e.target.value); $("confidence-value").textContent = least.toFixed(2); draw(); });
$("reset-button").addEventListener("click", () => {
  resets.forEach((reset) => reset());
  least = 0; showUnstated = showSingle = false;
  setTime("", "");
  $("confidence").value = 0; $("confidence-value").textContent = "0.00";
  $("show-unstated").checked = $("show-single").checked = false;
  hidden.clear(); pinned.clear();
  setFocus(null);
});
