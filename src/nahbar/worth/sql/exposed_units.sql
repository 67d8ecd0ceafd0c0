-- One row: an arm of an experiment, and how many people and creators have met it.
SELECT
    assignment,
    COUNT(DISTINCT person) AS people,
    COUNT(DISTINCT creator) AS creators
FROM touchpoints
WHERE kind = 'exposure' AND assignment IS NOT NULL
GROUP BY assignment
ORDER BY assignment
