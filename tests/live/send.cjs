// Sends events with the official Node client: node send.cjs ADDRESS WRITE_KEY ORDERS
const { Analytics } = require("@segment/analytics-node");

const [host, writeKey, orders] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host, maxEventsInBatch: 7 });
analytics.on("error", (error) => {
  console.error(error);
  process.exitCode = 1;
});
const context = { consent: { categoryPreferences: { Analytics: true } } };
analytics.identify({ userId: "vera", traits: { email: "vera@example.org" } });
analytics.page({ anonymousId: "a1", name: "Start", context });
for (let number = 0; number < Number(orders); number += 1) {
  analytics.track({
    anonymousId: "a1",
    event: "Order Completed",
    messageId: `order-${number}`,
    properties: { total: 49.9, currency: "EUR", coupon: "LESE10" },
    context,
  });
}
analytics.closeAndFlush({ timeout: 10000 }).then(() => process.exit());
