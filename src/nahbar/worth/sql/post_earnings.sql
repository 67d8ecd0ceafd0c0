-- One row: what one post brought, by the post that a touchpoint names, else by that of its link. Names are as written.
-- `asked` holds the currency whose sums are wanted: currencies are never added.
WITH named AS (
    SELECT
        COALESCE(t.creator, l.creator, '') AS creator,
        COALESCE(t.post, l.post, '') AS post,
        t.kind,
        COALESCE(t.currency, '') AS currency,
        CAST(COALESCE(t.value_cents, 0) AS DOUBLE) AS cents
    FROM touchpoints AS t
    LEFT JOIN links AS l ON l.link = t.link
    WHERE t.kind IN ('click', 'lead', 'deal', 'refund')
)
SELECT
    n.creator,
    n.post,
    SUM(CASE WHEN n.kind = 'click' THEN 1 ELSE 0 END) AS clicks,
    SUM(CASE WHEN n.kind = 'lead' THEN 1 ELSE 0 END) AS leads,
    SUM(CASE WHEN n.kind = 'deal' THEN 1 ELSE 0 END) AS deals,
    SUM(CASE WHEN n.kind = 'deal' AND n.currency = a.currency THEN n.cents ELSE 0.0 END) AS deal_cents,
    SUM(CASE WHEN n.kind = 'refund' AND n.currency = a.currency THEN n.cents ELSE 0.0 END) AS refund_cents
FROM named AS n
CROSS JOIN asked AS a
WHERE n.post <> ''
GROUP BY n.creator, n.post
ORDER BY n.creator, n.post
