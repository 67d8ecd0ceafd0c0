-- One row: one touchpoint of the person that is asked for.
SELECT
    t.*
FROM touchpoints AS t
INNER JOIN asked ON asked.person = t.person
ORDER BY t.time, t.id
