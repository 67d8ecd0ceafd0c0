-- One row: one kind of touchpoint since a moment (microseconds since 1970-01-01T00:00Z), and how many there are.
SELECT
    kind,
    COUNT(*) AS touchpoints
FROM touchpoints
WHERE time >= $since
GROUP BY kind
ORDER BY kind
