-- One row: what one creator, campaign, post, link and code brought of one kind and currency, now (1) or before (0).
-- `asked` holds the beginning of the time before, of the present, and its end.
WITH known AS (
    SELECT
        CASE WHEN t.time >= a.middle THEN 1 ELSE 0 END AS present,
        t.kind,
        COALESCE(t.creator, l.creator, c.creator, '') AS creator,
        COALESCE(t.campaign, l.campaign, c.campaign, '') AS campaign,
        COALESCE(t.post, l.post, '') AS post,
        COALESCE(t.link, '') AS link,
        COALESCE(t.code, '') AS code,
        COALESCE(t.currency, '') AS currency,
        CAST(COALESCE(t.value_cents, 0) AS DOUBLE) AS cents
    FROM touchpoints AS t
    CROSS JOIN asked AS a
    LEFT JOIN links AS l ON t.link = l.link
    LEFT JOIN codes AS c ON t.code = c.code
    WHERE
        t.time >= a.since
        AND t.time < a.until
        AND t.kind IN ('click', 'lead', 'deal', 'refund')
)
SELECT
    present,
    kind,
    creator,
    campaign,
    post,
    link,
    code,
    currency,
    COUNT(*) AS touchpoints,
    SUM(cents) AS cents,
    SUM(cents * cents) AS squares,
    MAX(cents) AS most
FROM known
GROUP BY present, kind, creator, campaign, post, link, code, currency
ORDER BY present, kind, creator, campaign, post, link, code, currency
