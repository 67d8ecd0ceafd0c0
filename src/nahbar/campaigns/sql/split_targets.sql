-- One row: one target of a split link, and how many clicks, leads or deals came by it. `targets` holds those asked for.
SELECT
    t.assignment AS assignment,
    t.kind AS kind,
    COUNT(*) AS touchpoints
FROM touchpoints AS t
INNER JOIN targets AS s ON t.assignment = s.assignment
WHERE t.kind IN ('click', 'lead', 'deal')
GROUP BY t.assignment, t.kind
ORDER BY t.assignment, t.kind
