/* nahbar: no cookie, no storage; names nobody without consent. <script src=".../t.js" data-key="WRITE KEY" defer> */
(function (w, d, n) {
  "use strict";
  var me = d.currentScript, key = me && me.dataset.key;
  if (!key || !w.fetch || !w.URLSearchParams) return;
  var home = new URL(me.src).origin, here = new URLSearchParams(w.location.search), tcf = null;
  function refused() { return n.doNotTrack === "1" || w.doNotTrack === "1" || n.globalPrivacyControl === true; }
  function google() {
    var said = null, all = w.dataLayer || [];
    for (var i = 0; i < all.length; i++) {
      var one = all[i] || {};
      if (one[0] === "consent" && one[2] && one[2].analytics_storage)
        said = one[1] === "update" || said === null ? one[2].analytics_storage === "granted" : said;
    }
    return said;
  }
  /* A refusal outweighs every agreement; silence is neither. */
  function consent() {
    if (refused()) return false;
    var own = typeof w.nahbarConsent === "function" ? w.nahbarConsent() : w.nahbarConsent;
    var said = [own, google(), tcf].filter(function (one) { return one === true || one === false; });
    return said.indexOf(false) >= 0 ? false : said.length ? true : null;
  }
  function id() {
    var bytes = w.crypto.getRandomValues(new Uint8Array(16)), text = "";
    for (var i = 0; i < 16; i++) text += (256 + bytes[i]).toString(16).slice(1);
    return text;
  }
  function send(type, name, properties) {
    var said = consent(), click = here.get("nahbar_click"), at = new Date().toISOString();
    var event = { type: type, writeKey: key, messageId: id(), timestamp: at, sentAt: at, context: {} };
    var utm = { name: here.get("utm_campaign"), source: here.get("utm_source"), medium: here.get("utm_medium") };
    if (name) event.event = name;
    if (properties) event.properties = properties;
    if (utm.name || utm.source) event.context.campaign = utm;
    if (said !== null) event.context.consent = said;
    if (said === true && /^[0-9a-f]{32}$/.test(click || "")) event.anonymousId = click;
    var body = JSON.stringify(event), to = home + "/v1/" + type;
    var beacon = function () { if (n.sendBeacon) n.sendBeacon(to, body); };
    /* As plain text a browser asks for no leave first; a page that is left still sends. */
    try {
      w.fetch(to, { method: "POST", body: body, keepalive: true, credentials: "omit", referrerPolicy: "no-referrer" })["catch"](beacon);
    } catch (error) { beacon(); }
  }
  if (typeof w.__tcfapi === "function") w.__tcfapi("addEventListener", 2, function (data, ok) {
    if (!ok || !data || (data.eventStatus !== "tcloaded" && data.eventStatus !== "useractioncomplete")) return;
    var given = (data.purpose && data.purpose.consents) || {};
    tcf = data.gdprApplies === false ? null : !!(given[1] && given[8]);
  });
  d.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && link.host && link.host !== w.location.host && /^http/.test(link.protocol)) send("track", "Link Clicked");
  }, true);
  d.addEventListener("submit", function (event) {
    if (event.target.dataset && event.target.dataset.nahbar === "lead") send("track", "Lead Submitted");
  }, true);
  w.nahbar = { track: function (name, properties) { send("track", String(name), properties); }, consent: consent };
  send("page");
})(window, document, navigator);
