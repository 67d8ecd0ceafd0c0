-- One row: the people of a pair that are in an arm, and the means of six columns among them.
SELECT
    unit,
    arm,
    COUNT(*) AS people,
    AVG(a) AS a,
    AVG(b) AS b,
    AVG(c) AS c,
    AVG(d) AS d,
    AVG(e) AS e,
    AVG(f) AS f
FROM people
GROUP BY unit, arm
ORDER BY unit, arm
