// Walking through those whom one rates: arrow keys and swipes follow the links "Sebelumnya" and "Berikutnya".
"use strict";

const walk = (rel) => document.querySelector(`[data-walk] a[rel="${rel}"]`)?.click();

document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, summary, [contenteditable]");
  if (busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "ArrowRight") walk("next");
  if (event.key === "ArrowLeft") walk("prev");
});

let from = null;
document.addEventListener("touchstart", (event) => {
  const still = event.target.closest("input, textarea, select, .table-scroll, .table-frame, label");
  from = still || event.touches.length > 1 ? null : event.touches[0];
}, { passive: true });
document.addEventListener("touchend", (event) => {
  if (!from) return;
  const to = event.changedTouches[0];
  const across = to.clientX - from.clientX;
  if (Math.abs(across) > 80 && Math.abs(to.clientY - from.clientY) < 40) walk(across < 0 ? "next" : "prev");
  from = null;
}, { passive: true });
