(function () {
  "use strict";
  var me = document.currentScript;
  if (!me || !window.fetch) return;
  var home = me.src.replace(/\/embed\.js.*$/, "");
  var box = document.createElement("div");
  box.className = "nahbar-form";
  /* Nothing in the head of a page is shown: from there the form goes to the end of the page. */
  if (document.body && document.body.contains(me)) me.parentNode.insertBefore(box, me.nextSibling);
  else document.body.appendChild(box);
  var here = new URLSearchParams(location.search);
  var asked = new URLSearchParams({ part: "1", lang: (document.documentElement.lang || "").slice(0, 2) });
  ["nahbar_click", "nahbar_link"].forEach(function (name) {
    if (here.get(name)) asked.set(name, here.get(name));
  });
  /* What is written for nahbar's own page leads there from this one, too. */
  function at_home(part, name) {
    part.querySelectorAll("[" + name + "]").forEach(function (one) {
      one.setAttribute(name, new URL(one.getAttribute(name), home).href);
    });
  }
  function show(answer) {
    return answer.text().then(function (text) {
      var read = new DOMParser().parseFromString(text, "text/html"), before = box.querySelector("form");
      var form = read.querySelector("form");
      /* An answer that is not ours (a proxy's) takes nobody's words away. */
      if (before && !form && answer.status >= 500) return before.submit();
      at_home(read.body, "href");
      at_home(read.body, "action");
      box.replaceChildren.apply(box, read.body.childNodes);
      if (!form) return;
      var wrong = form.querySelector("[aria-invalid]");
      if (wrong) wrong.focus();
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        var sent = new URLSearchParams(new FormData(form));
        sent.set("part", "1");
        fetch(home + "?lang=" + asked.get("lang"), { method: "POST", body: sent, credentials: "omit" }).then(show, function () {
          form.submit();
        });
      });
    });
  }
  fetch(home + "?" + asked, { credentials: "omit" }).then(show, function () {});
})();
