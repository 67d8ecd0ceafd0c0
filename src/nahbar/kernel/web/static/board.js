// Cards that are dragged: a card that is dropped on a column takes the step that leads there, as its menu would.
"use strict";

document.querySelectorAll("[data-board]").forEach((board) => {
  let dragged = null;
  let refusedBy = null;
  const wayTo = (column) => dragged && !column.contains(dragged) && dragged.querySelector('[data-to="' + column.dataset.column + '"]');
  const hint = document.querySelector("[data-drag-hint]");
  const words = document.querySelector("[data-drag-refused]");
  const cards = [...board.querySelectorAll("[data-card]")].filter((card) => card.querySelector("[data-to]"));
  if (hint && cards.length) hint.hidden = false;

  // A browser tells of no drop where none is allowed: what counts is the column that the card was let go over.
  const refuse = (card, column) => {
    if (!words || !column || column.contains(card)) return;
    const line = document.createElement("p");
    line.className = "flash careful";
    line.textContent = card.dataset.noWay;
    words.replaceChildren(line);
  };

  document.addEventListener("dragover", (event) => {
    const column = dragged && event.target.closest("[data-column]");
    refusedBy = column && !wayTo(column) ? column : null;
  });
  cards.forEach((card) => {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      refusedBy = null;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      board.querySelectorAll("[data-column]").forEach((column) => column.classList.toggle("open", Boolean(wayTo(column))));
    });
    card.addEventListener("dragend", () => {
      refuse(card, refusedBy);
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
      const way = wayTo(column);
      if (!way) return;
      event.preventDefault();
      if (way.form) way.form.requestSubmit(way);
      else window.location.assign(way.href);
    });
  });
});
