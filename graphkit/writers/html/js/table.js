// The same facts as a table, for reading, sorting and screen readers.
const PAGE = 200;
const who = (n) => (n >= 0 ? nodes[n].label : "");
const columns = [ // name, text of a fact, whether it needs what lies packed
  ["Who", (f) => who(f.subject)], ["Does", (f) => f.label],
  ["To whom or what", (f) => who(f.object) || f.body.roles.filter((r) => r[0] !== "agent").map((r) => r[1]).join(", "), true],
  ["When", whenOf], ["Says", (f) => (f.body.speaker ? f.body.speaker[0] : ""), true], ["Status", status],
  ["Confidence", (f) => (f.confidence === null ? "" : f.confidence.toFixed(2))], ["Document", (f) => documents[f.document].title],
  ["Sentence", (f) => (f.body.quotes.length ? f.body.quotes[0][0] : ""), true]];
let sortBy = -1, sortUp = true;
function cellsOf(i, open) {
  const fact = facts[i];
  return columns.map(([, value], c) => {
    if (c === 1) return make("td", { class: "narrow" }, open ? make("button", { type: "button", class: "link", onclick: open }, value(fact)) : value(fact));
    return make("td", { class: c === 6 ? "narrow" : c === 8 ? "sentence" : "", dir: "auto" },
      c === 8 && fact.body.quotes.length ? [...quoted(quotesOf(fact)[0]).childNodes] : value(fact));
  });
}
function drawTable() {
  const wait = sortBy >= 0 && columns[sortBy][2] ? need(scene.facts) : null;
  if (wait) { wait.then(drawTable); return; }
  const rows = scene.facts.slice();
  if (sortBy >= 0) {
    const value = columns[sortBy][1], keys = new Map(rows.map((i) => [i, value(facts[i])]));
    rows.sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : a - b) * (sortUp ? 1 : -1));
  }
  const head = make("tr", {}, columns.map(([name], c) => make("th", { scope: "col", "aria-sort": c === sortBy ? (sortUp ? "ascending" : "descending") : "none" },
    make("button", { type: "button", onclick: () => { sortUp = sortBy === c ? !sortUp : true; sortBy = c; drawTable(); $("table").querySelectorAll("th button")[c].focus(); } }, name))));
  const body = make("tbody");
  const more = make("button", { type: "button", class: "more", onclick: () => add() });
  let at = 0;
  function add() {
    const next = rows.slice(at, at + PAGE);
    at += PAGE;
    more.textContent = "Show more (" + Math.max(0, rows.length - at) + ")";
    more.hidden = at >= rows.length;
    const fill = () => body.append(...next.map((i) => {
      const fact = facts[i], n = fact.subject >= 0 ? fact.subject : fact.object >= 0 ? fact.object : fact.others[0];
      return make("tr", {}, cellsOf(i, n === undefined ? null : () => go(n)));
    }));
    const pause = need(next);
    if (pause) pause.then(fill); else fill();
  }
  $("table").replaceChildren(make("table", {}, make("caption", { class: "skip" }, "Statements"), make("thead", {}, head), body), more);
  add();
}
$("table-button").addEventListener("click", () => {
  const table = $("table").hidden;
  $("table").hidden = !table;
  for (const id of ["network", "hint", "legend"]) $(id).hidden = table;
  $("table-button").setAttribute("aria-pressed", String(table));
  if (table) drawTable();
  else network.redraw();
});
