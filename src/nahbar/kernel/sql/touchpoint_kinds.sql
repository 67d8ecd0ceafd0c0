-- One row: one kind of touchpoint since the moment that is asked for, and how many there are.
SELECT
    t.kind,
    COUNT(*) AS touchpoints
FROM touchpoints AS t
CROSS JOIN asked
WHERE t.time >= asked.since
GROUP BY t.kind
ORDER BY t.kind
