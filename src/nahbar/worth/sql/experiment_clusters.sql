-- One row: a cluster (a creator, a household, a day), its arm, its people and what six columns add up to in it.
SELECT
    unit,
    MIN(arm) AS arm,
    MAX(arm) AS other_arm,
    COUNT(*) AS people,
    SUM(a) AS a,
    SUM(b) AS b,
    SUM(c) AS c,
    SUM(d) AS d,
    SUM(e) AS e,
    SUM(f) AS f
FROM people
GROUP BY unit
ORDER BY unit
