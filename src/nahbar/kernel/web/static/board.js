// Cards that are dragged: a card that is dropped on a column takes the step that leads there, as its menu would.
"use strict";

document.querySelectorAll("[data-board]").forEach((board) => {
  let dragged = null;
  const wayTo = (column) => dragged && dragged.querySelector('[data-to="' + column.dataset.column + '"]');
  const hint = document.querySelector("[data-drag-hint]");
  const cards = [...board.querySelectorAll("[data-card]")].filter((card) => card.querySelector("[data-to]"));
  if (hint && cards.length) hint.hidden = false;
  cards.forEach((card) => {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      board.querySelectorAll("[data-column]").forEach((column) => column.classList.toggle("open", Boolean(wayTo(column))));
    });
    card.addEventListener("dragend", () => {
      dragged = null;
      board.querySelectorAll("[data-column]").forEach((column) => column.classList.remove("open", "over"));
    });
  });
  board.querySelectorAll("[data-column]").forEach((column) => {
    column.addEventListener("dragover", (event) => {
      if (!wayTo(column)) return;
      event.preventDefault();
      column.classList.add("over");
    });
    column.addEventListener("dragleave", () => column.classList.remove("over"));
    column.addEventListener("drop", (event) => {
      const button = wayTo(column);
      if (!button) return;
      event.preventDefault();
      button.form.requestSubmit(button);
    });
  });
});
