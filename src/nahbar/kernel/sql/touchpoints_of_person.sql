-- One row: one touchpoint of a person.
SELECT
    *
FROM touchpoints
WHERE person = $person
ORDER BY time, id
