// The query form: asks /query, shows rows as a table and triples as Turtle. Everything is put in as text, never as HTML.
"use strict";
const get = (id) => document.getElementById(id);
const [form, editor, message, answer] = ["form", "query", "message", "answer"].map(get);
const ROWS = { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" };
const TRIPLES = { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" };
const ENDINGS = { CSV: "csv", TSV: "tsv", JSON: "srj", XML: "srx", Turtle: "ttl", "N-Triples": "nt", "JSON-LD": "jsonld", "RDF/XML": "rdf" };
const SHOWN = 5000;
let prefixes = [];
let asking = null;

function say(text, bad = false) {
  message.textContent = text;
  message.classList.toggle("bad", bad);
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function shorten(iri) {
  const [prefix, name] = prefixes.find(([, space]) => iri.startsWith(space)) ?? [];
  return prefix ? `${prefix}:${iri.slice(name.length)}` : iri;
}

function cell(term) {
  if (!term) return element("td", "");
  if (term.type !== "uri") {
    const isNumber = /#(integer|decimal|double|float)$/.test(term.datatype ?? "");
    return element("td", term.value, isNumber ? { class: "number" } : {});
  }
  const made = element("td", null);
  made.append(element("a", shorten(term.value), { href: `resource?${new URLSearchParams({ iri: term.value })}`, title: term.value }));
  return made;
}

function table(names, rows) {
  const made = element("table", null);
  const head = made.createTHead().insertRow();
  for (const name of names) head.append(element("th", name, { scope: "col" }));
  const body = made.createTBody();
  for (const row of rows.slice(0, SHOWN)) body.insertRow().append(...names.map((name) => cell(row[name])));
  return made;
}

async function fetchAnswer(accept) {
  asking?.abort();
  asking = new AbortController();
  get("stop").hidden = false;
  try {
    const response = await fetch("query", {
      method: "POST", body: editor.value, signal: asking.signal,
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
    });
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({ detail: response.statusText }));
    if (problem.line) point(problem.line, problem.column);
    throw new Error(problem.detail);
  } finally {
    get("stop").hidden = true;
  }
}

function point(line, column) {
  const before = editor.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const at = Math.min(before + column - 1, editor.value.length);
  editor.focus();
  editor.setSelectionRange(at, Math.min(at + 1, editor.value.length));
}

async function ask() {
  const began = performance.now();
  say("Asking …");
  try {
    const response = await fetchAnswer(`${ROWS.JSON}, ${TRIPLES.Turtle};q=0.9`);
    const isRows = response.headers.get("Content-Type").startsWith(ROWS.JSON);
    const found = isRows ? await response.json() : await response.text();
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    offer(isRows);
    if (!isRows) {
      answer.replaceChildren(element("pre", found));
      say(`Triples in ${seconds} s.`);
    } else if ("boolean" in found) {
      answer.replaceChildren(element("pre", found.boolean ? "Yes" : "No"));
      say(`Answered in ${seconds} s.`);
    } else {
      const rows = found.results.bindings;
      answer.replaceChildren(table(found.head.vars, rows));
      const cut = rows.length > SHOWN ? ` The first ${SHOWN} are shown; download has all.` : "";
      say(`${rows.length} ${rows.length === 1 ? "row" : "rows"} in ${seconds} s.${cut}`);
    }
    history.replaceState(null, "", `#${new URLSearchParams({ query: editor.value })}`);
  } catch (error) {
    say(error.name === "AbortError" ? "Stopped." : error.message, error.name !== "AbortError");
  }
}

async function download() {
  const name = get("format").value;
  say("Asking …");
  try {
    const response = await fetchAnswer({ ...ROWS, ...TRIPLES }[name]);
    const link = element("a", "", { download: `answer.${ENDINGS[name]}`, href: URL.createObjectURL(await response.blob()) });
    link.click();
    URL.revokeObjectURL(link.href);
    say(`Saved as ${link.download}.`);
  } catch (error) {
    say(error.name === "AbortError" ? "Stopped." : error.message, error.name !== "AbortError");
  }
}

function offer(isRows) {
  const names = Object.keys(isRows ? ROWS : TRIPLES);
  if (get("format").options[0]?.value === names[0]) return;
  get("format").replaceChildren(...names.map((name) => element("option", name, { value: name })));
}

async function begin() {
  offer(true);
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  get("stop").addEventListener("click", () => asking?.abort());
  get("download").addEventListener("click", download);
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask(); }
  });
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  if (shared) editor.value = shared;
  get("draw").addEventListener("click", () => { location.href = `graph?${new URLSearchParams({ query: editor.value })}`; });
  get("question").addEventListener("change", () => {
    if (!get("question").value) return;
    editor.value = get("question").value;
    ask();
  });
  const known = await (await fetch("api/prefixes")).json();
  prefixes = Object.entries(known).sort(([, a], [, b]) => b.length - a.length);
  if (shared) ask();
}

begin().catch((error) => say(error.message, true));
