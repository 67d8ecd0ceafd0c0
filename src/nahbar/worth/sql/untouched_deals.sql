-- One row: the deals of a period, and those of them before which nothing is recorded.
-- A deal is touched when it has a creator, campaign, link or code, or when its person touched something before it.
WITH deals AS (
    SELECT
        t.id,
        t.person,
        t.time,
        CASE
            WHEN t.creator IS NULL AND t.campaign IS NULL AND t.link IS NULL AND t.code IS NULL AND t.channel IS NULL
                THEN 0
            ELSE 1
        END AS named
    FROM touchpoints AS t
    CROSS JOIN asked AS a
    WHERE t.kind = 'deal' AND t.time >= a.middle AND t.time < a.until
),
touches AS (
    SELECT
        t.person,
        MIN(t.time) AS first_time
    FROM touchpoints AS t
    CROSS JOIN asked AS a
    WHERE
        t.person IS NOT NULL
        AND t.kind IN ('view', 'click', 'visit', 'reply', 'gesture')
        AND t.time >= a.middle - a.lookback
        AND t.time < a.until
    GROUP BY t.person
)
SELECT
    COUNT(*) AS deals,
    COALESCE(
        SUM(
            CASE WHEN d.named = 0 AND (w.first_time IS NULL OR w.first_time > d.time) THEN 1 ELSE 0 END
        ),
        0
    ) AS untouched
FROM deals AS d
LEFT JOIN touches AS w ON d.person = w.person
