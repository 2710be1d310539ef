// What the page holds, unpacked: rows to objects, and the parts of facts that are read only when somebody asks for them.
const $ = (id) => document.getElementById(id);
const json = (id) => JSON.parse($(id).textContent);
const data = json("facts");
const { documents, styles } = data;
const styleOf = (kind) => styles[kind] || styles[""];
function shorten(label) { // by whole characters: half of one is no text
  const letters = label.length <= 60 ? [] : Array.from(label);
  return letters.length <= 60 ? label : letters.slice(0, 57).join("").trimEnd() + "…";
}

const nodes = data.nodes.map(([label, kind, x, y, community, names, details, fact]) => (
  { label, kind: data.kinds[kind], x, y, community, names, details, fact }));
const edges = data.edges.map(([from, to, role, stated, found]) => ({ from, to, role, stated, facts: found }));
const facts = data.facts.map(([kind, label, document, subject, object, flags, modality, confidence, begin, end, chunk, others]) => ({
  kind: data.kinds[kind], label: data.labels[label], document, subject, object, stated: (flags & 1) > 0, plain: (flags & 2) > 0,
  denied: (flags & 4) > 0, modality: data.modalities[modality], confidence, begin, end, chunk, others }));
const communities = data.communities.map(([names, x, y, radius, size]) => ({ names, label: names.join(", "), x, y, radius, size }));
const isBig = communities.length > 0;

const factsOfNode = nodes.map(() => []);
facts.forEach((fact, i) => {
  if (fact.subject >= 0) factsOfNode[fact.subject].push(i);
  if (fact.object >= 0 && fact.object !== fact.subject) factsOfNode[fact.object].push(i);
  for (const n of fact.others) factsOfNode[n].push(i);
});
nodes.forEach((node, i) => { if (node.fact >= 0) factsOfNode[i] = [node.fact]; });
const membersOf = communities.map(() => []);
if (isBig) nodes.forEach((node, i) => membersOf[node.community].push(i));

// ---- sentences, roles and speakers lie packed, in chunks; each is unpacked once, when a fact of it is opened -----------
const factsOfChunk = [];
facts.forEach((fact, i) => { (factsOfChunk[fact.chunk] ||= []).push(i); });
const loading = new Map();
async function load(chunk) {
  const packed = atob($("chunk-" + chunk).textContent);
  const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
  const rows = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  factsOfChunk[chunk].forEach((i, n) => {
    const [trigger, tense, time, speaker, roles, quotes, rule] = rows[n];
    facts[i].body = { trigger, tense, time, speaker, roles, quotes, rule };
  });
}
function need(indices) { // a promise while something has to be unpacked, null when all is there
  const missing = [...new Set(indices.filter((i) => !facts[i].body).map((i) => facts[i].chunk))];
  if (!missing.length) return null;
  return Promise.all(missing.map((chunk) => {
    if (!loading.has(chunk)) loading.set(chunk, load(chunk));
    return loading.get(chunk);
  }));
}

// ---- small builders: words reach the page as text nodes only -----------------------------------------------------------
const SVG = "http://www.w3.org/2000/svg";
function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== "") element.append(child);
  return element;
}
const make = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
const draws = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);
const outline = (kind) => styleOf(kind).outline;
const shape = (kind) => draws("svg", { viewBox: "0 0 14 14", class: "shape", "aria-hidden": "true" },
  draws("path", { d: outline(kind), fill: styleOf(kind).color }));
const safeUrl = (url) => (/^https?:\/\//i.test(url || "") ? url : "");
const words = (camel) => camel.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const count = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many || one + "s");
function tally(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return [...found.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// ---- what is said of a fact --------------------------------------------------------------------------------------------
function status(fact) {
  const parts = [];
  if (fact.denied) parts.push("denied");
  const modality = (fact.modality || "Actual").toLowerCase();
  if (modality !== "actual") parts.push(modality);
  if (parts.length) return parts.join(", ");
  return fact.stated ? "stated" : fact.subject < 0 ? "stated, actor not named" : "stated, on whom not named";
}
const whenOf = (fact) => fact.begin ? (fact.end && fact.end !== fact.begin ? fact.begin + " – " + fact.end : fact.begin) : fact.body ? fact.body.time : "";
