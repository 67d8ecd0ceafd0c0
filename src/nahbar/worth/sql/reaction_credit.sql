-- One row: one step (a reaction, else the kind of touchpoint) on the way of people who bought, and the deals it shares.
-- Each deal is shared equally among the different steps before it; only people who are named are on a way.
WITH deals AS (
    SELECT id, person, time
    FROM touchpoints
    WHERE kind = 'deal' AND person IS NOT NULL
),
steps AS (
    SELECT DISTINCT
        d.id AS deal,
        CASE WHEN t.kind = 'reply' THEN COALESCE(t.channel, 'comment') ELSE t.kind END AS step,
        CASE WHEN t.kind = 'reply' THEN 1 ELSE 0 END AS reaction
    FROM deals AS d
    INNER JOIN touchpoints AS t ON t.person = d.person
    WHERE t.time <= d.time AND t.kind IN ('view', 'click', 'visit', 'reply')
),
sizes AS (
    SELECT
        deal,
        COUNT(*) AS steps
    FROM steps
    GROUP BY deal
)
SELECT
    s.step,
    MAX(s.reaction) AS reaction,
    COUNT(*) AS deals,
    SUM(1.0 / z.steps) AS credit,
    SUM(1.0 / z.steps / z.steps) AS squares,
    MAX(1.0 / z.steps) AS most
FROM steps AS s
INNER JOIN sizes AS z ON z.deal = s.deal
GROUP BY s.step
ORDER BY s.step
