"use strict";
(function () { // who takes part in the event that is pointed at, or that the keyboard is on
  let lit = [];
  function clear() {
    for (const element of lit) { element.classList.remove("lit"); delete element.dataset.role; }
    lit = [];
  }
  function light(element, role) {
    element.classList.add("lit");
    if (role) element.dataset.role = role;
    lit.push(element);
  }
  function show(event) {
    const at = event.target.closest("a.m, .notes li");
    clear();
    if (!at) return;
    const block = at.closest(".block");
    if (!block) return;
    for (const id of at.matches("a") ? at.dataset.e.split(" ") : [at.id]) {
      const note = document.getElementById(id);
      light(note, "");
      for (const link of block.querySelectorAll("a.m")) if (link.dataset.e.split(" ").includes(id)) light(link, "");
      for (const [node, role] of JSON.parse(note.dataset.r)) {
        for (const mention of block.querySelectorAll("[data-n=\"" + CSS.escape(node) + "\"]")) light(mention, role);
      }
    }
  }
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, show);
})();
