-- One row: a click whose id somebody named, with what its link stood for.
SELECT
    t.id,
    t.link,
    t.creator,
    t.campaign,
    t.post,
    t.channel,
    t.assignment
FROM touchpoints AS t
INNER JOIN asked AS a ON t.id = a.id
WHERE t.kind = 'click'
