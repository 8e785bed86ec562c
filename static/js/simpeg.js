// Small helps; every page works without them.
"use strict";

// "/" goes to the search box, as long as nobody is typing somewhere else.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const search = document.getElementById("cari-cepat");
  if (event.key === "/" && !typing && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// The list under the search box: arrows walk through it, Escape closes it.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest(".quick-search");
  if (!box || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const field = box.querySelector("input");
  const stops = [field, ...box.querySelectorAll(".quick-results a")];
  const here = stops.indexOf(document.activeElement);
  event.preventDefault();
  if (event.key === "Escape") {
    box.querySelector(".quick-results").replaceChildren();
    field.focus();
  } else {
    const next = here + (event.key === "ArrowDown" ? 1 : -1);
    stops[(next + stops.length) % stops.length].focus();
  }
});

// Menus close when one clicks or moves elsewhere, and with Escape.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  if (!event.target.closest(".quick-search")) {
    document.querySelector(".quick-results")?.replaceChildren();
  }
});
document.addEventListener("focusin", (event) => {
  if (!event.target.closest("main[tabindex]")) closeMenus(event.target.closest("details.menu"));
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form somebody has typed into is not lost silently.
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-guard]")) unsaved = true;
});
document.addEventListener("submit", (event) => {
  if (event.target.closest("form")) unsaved = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// After an error the summary is read first.
document.querySelector(".error-summary")?.focus();
