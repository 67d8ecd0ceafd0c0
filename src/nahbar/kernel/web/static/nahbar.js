// The few things that pages need beyond links and forms: the search key, uploads with progress, menus that close.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector('[data-shortcut="/"]');
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }
});

// A select or checkbox marked data-submit sends its form when it changes.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Upload by dropping or choosing: the file streams to the server, however large it is.
document.querySelectorAll("form[data-upload]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const words = form.querySelector("[data-upload-words]");
  const cancel = form.querySelector("[data-upload-cancel]");
  let running = null;

  const send = (file) => {
    const request = new XMLHttpRequest();
    const values = new URLSearchParams(new FormData(form));
    values.delete("file");
    values.set("name", file.name);
    request.open("PUT", form.dataset.upload + "?" + values);
    request.setRequestHeader("x-csrftoken", document.body.dataset.csrf);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      bar.max = event.total; bar.value = event.loaded;
      words.textContent = Math.round(100 * event.loaded / event.total) + " %";
    };
    request.onload = () => {
      form.classList.remove("busy");
      const answer = request.getResponseHeader("x-location");
      if (answer) { window.location.assign(answer); return; }
      // Whoever was signed out meanwhile gets a page; its source would tell them nothing.
      const plain = (request.getResponseHeader("content-type") || "").startsWith("text/plain");
      words.textContent = plain ? request.responseText : form.dataset.uploadFailed;
      words.setAttribute("role", "alert");
    };
    request.onerror = () => { form.classList.remove("busy"); words.textContent = form.dataset.uploadFailed; };
    form.classList.add("busy");
    bar.hidden = false;
    running = request;
    request.send(file);
  };

  input.addEventListener("change", () => { if (input.files.length) send(input.files[0]); });
  form.addEventListener("submit", (event) => { if (input.files.length) { event.preventDefault(); send(input.files[0]); } });
  ["dragover", "dragenter"].forEach((name) => form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); }));
  ["dragleave", "drop"].forEach((name) => form.addEventListener(name, () => form.classList.remove("over")));
  form.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) send(event.dataTransfer.files[0]); });
  if (cancel) cancel.addEventListener("click", () => { if (running) running.abort(); form.classList.remove("busy"); bar.hidden = true; });
});
