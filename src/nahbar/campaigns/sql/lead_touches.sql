-- One row: a lead whose person is known by a pseudonym, and how many contacts of that person were recorded before it.
SELECT
    l.id,
    count(*) AS touches
FROM leads AS l
INNER JOIN touchpoints AS t
    ON t.person = l.person
WHERE t.time < l.time
    AND t.kind IN ('view', 'click', 'visit', 'reply', 'gesture')
GROUP BY l.id
