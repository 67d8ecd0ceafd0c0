-- One row: a deal, or something that a person did who is known by a pseudonym; each person's in the order of time.
SELECT
    t.person,
    t.time,
    t.kind,
    t.id,
    t.creator,
    t.post,
    t.campaign,
    t.channel,
    t.code,
    t.value_cents,
    t.currency
FROM touchpoints AS t
CROSS JOIN asked AS a
WHERE t.time >= a.since
    AND t.time < a.until
    AND (t.kind = 'deal' OR (t.person IS NOT NULL AND t.kind IN ('view', 'click', 'visit', 'reply', 'gesture')))
ORDER BY t.person, t.time, t.id
