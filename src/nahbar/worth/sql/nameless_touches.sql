-- One row: how many touches of a period belong to nobody who is known, because nobody was asked or agreed.
SELECT COUNT(*) AS touches
FROM touchpoints AS t
CROSS JOIN asked AS a
WHERE t.time >= a.since
    AND t.time < a.until
    AND t.person IS NULL
    AND t.kind IN ('view', 'click', 'visit', 'reply', 'gesture')
