// The strip below the drawing: how many statements fall into each span of time, and two handles that choose among them.
const DAY = 86400000;
const toTime = (day) => Date.parse(day.slice(0, 10) + "T00:00:00Z");
const toDay = (time) => new Date(time).toISOString().slice(0, 10);
let bins = []; // [first day, last day, bar of all, bar of shown]

function makeBins() { // as many spans of days, months or years as fit; their ends are those of the calendar
  const days = facts.map((fact) => timeOf(fact)).filter(([first]) => /^\d{4}-\d{2}-\d{2}$/.test(first)).flat().sort();
  bins = [];
  if (!days.length) return;
  const first = new Date(toTime(days[0])), last = toTime(days[days.length - 1]);
  const span = (last - first) / DAY;
  const [unit, step] = span < 62 ? ["day", 1] : span < 420 ? ["day", 7] : span < 31 * 72 ? ["month", 1] : ["month", 12 * Math.ceil(span / 365 / 72)];
  let at = unit === "day" ? +first : Date.UTC(first.getUTCFullYear(), step >= 12 ? 0 : first.getUTCMonth(), 1);
  while (at <= last) {
    const date = new Date(at);
    const next = unit === "day" ? at + step * DAY : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step, 1);
    bins.push([toDay(at), toDay(next - DAY)]);
    at = next;
  }
}
function binsOf(fact) { // first and last index, or null
  const [first, last] = timeOf(fact);
  if (!first || !bins.length) return null;
  const index = (day) => { // bins are in order: halve
    let low = 0, high = bins.length - 1;
    while (low < high) { const mid = (low + high + 1) >> 1; if (bins[mid][0] <= day) low = mid; else high = mid - 1; }
    return low;
  };
  return [index(first), index(last)];
}
function makeTimeline() {
  makeBins();
  const box = $("bars");
  $("timeline").hidden = !bins.length;
  $("when").hidden = !bins.length && !documents.some((d) => d.date);
  const width = 100 / Math.max(1, bins.length);
  bins.forEach((bin, i) => {
    bin.push(draws("rect", { x: i * width + width * 0.08, width: width * 0.84, class: "all" }), draws("rect", { x: i * width + width * 0.08, width: width * 0.84, class: "on" }));
  });
  box.replaceChildren(...bins.flatMap((bin) => bin.slice(2)));
  for (const id of ["time-from", "time-to"]) { $(id).max = Math.max(0, bins.length - 1); }
  if (bins.length) {
    $("first-day").textContent = bins[0][0];
    $("last-day").textContent = bins[bins.length - 1][1];
  }
  showHandles();
}
function showHandles() {
  const inside = (day) => { let i = 0; while (i < bins.length - 1 && bins[i][1] < day) i += 1; return i; };
  const from = since ? inside(since) : 0, to = until ? inside(until) : bins.length - 1;
  $("time-from").value = from; $("time-to").value = to;
  if (!bins.length) return;
  $("time-from").setAttribute("aria-valuetext", bins[from][0]);
  $("time-to").setAttribute("aria-valuetext", bins[to][1]);
  $("all-times").hidden = !since && !until;
  $("chosen-days").textContent = since || until ? (since || bins[0][0]) + " – " + (until || bins[bins.length - 1][1]) : "all times";
  const share = (n) => (100 * n) / bins.length + "%";
  $("window").style.left = share(from);
  $("window").style.right = share(bins.length - 1 - to);
}
function drawTimeline(factOn) {
  if (!bins.length) return;
  const all = new Array(bins.length).fill(0), on = new Array(bins.length).fill(0);
  facts.forEach((fact, i) => {
    if (!passes(fact)) return;
    const found = binsOf(fact);
    if (!found || found[1] - found[0] > bins.length / 2) return; // "in the 20th century" says nothing about a bar
    for (let b = found[0]; b <= found[1]; b += 1) { all[b] += 1; if (factOn[i]) on[b] += 1; }
  });
  const most = Math.max(1, ...all);
  const height = (n) => (n ? Math.max(6, 100 * Math.sqrt(n / most)) : 0);
  bins.forEach(([, , back, front], b) => {
    back.setAttribute("height", height(all[b])); back.setAttribute("y", 100 - height(all[b]));
    front.setAttribute("height", height(on[b])); front.setAttribute("y", 100 - height(on[b]));
  });
  const dated = all.reduce((sum, n) => sum + n, 0);
  $("bars").setAttribute("aria-label", "Statements over time: " + count(dated, "dated statement") + ", most in one span: " + (Math.max(...all)));
}
function setTime(from, to) {
  since = from; until = to;
  $("since").value = from; $("until").value = to;
  showHandles();
}
function slide(moved) {
  let from = Number($("time-from").value), to = Number($("time-to").value);
  if (from > to) { if (moved === "time-from") to = from; else from = to; }
  setTime(from === 0 ? "" : bins[from][0], to === bins.length - 1 ? "" : bins[to][1]);
  draw();
}
for (const id of ["time-from", "time-to"]) $(id).addEventListener("input", () => slide(id));
$("since").addEventListener("change", (e) => { setTime(e.target.value, until); draw(); });
$("until").addEventListener("change", (e) => { setTime(since, e.target.value); draw(); });
$("all-times").addEventListener("click", () => { setTime("", ""); draw(); });
$("clock").addEventListener("change", (e) => { clock = e.target.value; setTime("", ""); makeTimeline(); draw(); });
if (!facts.some((fact) => fact.begin)) { clock = "reported"; $("clock").value = clock; }
$("clock").options[1].disabled = !documents.some((d) => d.date);
