-- One row: a reaction by somebody who is known, and when.
SELECT
    t.person,
    t.time,
    COALESCE(t.channel, 'comment') AS reaction
FROM touchpoints AS t
WHERE t.kind = 'reply' AND t.person IS NOT NULL
ORDER BY t.person, t.time
