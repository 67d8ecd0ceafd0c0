(function () {
  "use strict";
  var me = document.currentScript;
  if (!me || !window.fetch) return;
  var home = me.src.replace(/\/embed\.js.*$/, "");
  var box = document.createElement("div");
  box.className = "nahbar-form";
  me.parentNode.insertBefore(box, me.nextSibling);
  var here = new URLSearchParams(location.search);
  var asked = new URLSearchParams({ part: "1", lang: (document.documentElement.lang || "").slice(0, 2) });
  ["nahbar_click", "nahbar_link"].forEach(function (name) {
    if (here.get(name)) asked.set(name, here.get(name));
  });
  function show(answer) {
    return answer.text().then(function (text) {
      var read = new DOMParser().parseFromString(text, "text/html");
      box.replaceChildren.apply(box, read.body.childNodes);
      var form = box.querySelector("form");
      if (!form) return;
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
