-- One row: one event id that is there more than once, and how often.
SELECT
    id,
    COUNT(*) AS times
FROM touchpoints
GROUP BY id
HAVING COUNT(*) > 1
ORDER BY id
LIMIT 10
