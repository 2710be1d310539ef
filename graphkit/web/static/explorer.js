// What all pages share: day and night, suggestions for a search, and names in a text that lead to their pages.
"use strict";
{
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const chosen = localStorage.getItem("graphkit-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  function beginTheme() {
    const button = document.getElementById("theme-button");
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      localStorage.setItem("graphkit-theme", root.dataset.theme);
      tell();
    });
  }

  function beginSearch() {
    const [input, list] = ["search", "suggestions"].map((id) => document.getElementById(id));
    let asking = null, waiting = 0, at = -1;
    const options = () => [...list.children];
    function show(found) {
      at = -1;
      list.replaceChildren(...found.map(({ label, kind, path }, number) => {
        const item = document.createElement("li"), name = document.createElement("span"), what = document.createElement("small");
        item.id = `suggestion-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        name.dir = "auto";
        name.textContent = label;
        what.textContent = kind;
        item.append(name, what);
        item.dataset.path = path;
        return item;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
    }
    async function ask() {
      asking?.abort();
      asking = new AbortController();
      const words = input.value.trim();
      if (words.length < 2) { show([]); return; }
      try {
        const answer = await fetch(`${document.body.dataset.root}api/suggest?${new URLSearchParams({ q: words })}`, { signal: asking.signal });
        show(answer.ok ? await answer.json() : []);
      } catch (error) {
        if (error.name !== "AbortError") show([]);
      }
    }
    const open = (item) => { location.href = document.body.dataset.root + item.dataset.path; };
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    input.addEventListener("keydown", (event) => {
      const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (turn && !list.hidden) {
        event.preventDefault();
        at = (at + turn + options().length) % options().length;
        options().forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
        input.setAttribute("aria-activedescendant", options()[at].id);
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        open(options()[at]);
      } else if (event.key === "Escape") show([]);
    });
    input.addEventListener("blur", () => setTimeout(() => show([]), 200));
    list.addEventListener("mousedown", (event) => { event.preventDefault(); open(event.target.closest("li")); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) { event.preventDefault(); input.focus(); }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    beginTheme();
    beginSearch();
    document.addEventListener("click", (event) => {
      const name = event.target.closest("[data-h]");
      if (name && !event.target.closest("a") && !String(getSelection())) location.href = name.dataset.h;
    });
  });
}
