-- One row: one day (since 1970-01-01, UTC) of the campaign that is asked for, and what it brought of one kind.
WITH known AS (
    SELECT
        t.kind,
        COALESCE(t.currency, '') AS currency,
        CAST(FLOOR(t.time / 86400000000.0) AS BIGINT) AS day,
        CAST(COALESCE(t.value_cents, 0) AS DOUBLE) AS cents
    FROM touchpoints AS t
    LEFT JOIN links AS l ON t.link = l.link
    LEFT JOIN codes AS c ON t.code = c.code
    WHERE
        t.kind IN ('click', 'lead', 'deal', 'refund')
        AND COALESCE(t.campaign, l.campaign, c.campaign) IN (SELECT campaign FROM asked)
)
SELECT
    day,
    kind,
    currency,
    COUNT(*) AS touchpoints,
    SUM(cents) AS cents
FROM known
GROUP BY day, kind, currency
ORDER BY day, kind, currency
