-- One row: what one creator's post brought by one link, of one kind and currency, to the campaign that is asked for.
-- `links` and `codes` are those of the campaign: what names one of them and no campaign belongs to it.
-- `asked` holds the spellings of its name.
WITH known AS (
    SELECT
        t.kind,
        COALESCE(t.creator, l.creator, c.creator, '') AS creator,
        COALESCE(t.post, l.post, '') AS post,
        COALESCE(l.variant, '') AS variant,
        COALESCE(t.currency, '') AS currency,
        CASE WHEN t.link IS NULL THEN 0 ELSE 1 END AS by_link,
        CAST(COALESCE(t.value_cents, 0) AS DOUBLE) AS cents
    FROM touchpoints AS t
    LEFT JOIN links AS l ON t.link = l.link
    LEFT JOIN codes AS c ON t.code = c.code
    WHERE
        t.kind IN ('click', 'lead', 'deal', 'refund')
        AND COALESCE(t.campaign, l.campaign, c.campaign) IN (SELECT campaign FROM asked)
)
SELECT
    kind,
    creator,
    post,
    variant,
    currency,
    COUNT(*) AS touchpoints,
    SUM(by_link) AS by_link,
    SUM(cents) AS cents,
    SUM(cents * cents) AS squares,
    MAX(cents) AS most
FROM known
GROUP BY kind, creator, post, variant, currency
ORDER BY kind, creator, post, variant, currency
