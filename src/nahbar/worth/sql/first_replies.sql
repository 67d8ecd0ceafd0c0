-- One row: one person who is known to have reacted in public, and when first.
SELECT
    person,
    MIN(time) AS reply_time
FROM touchpoints
WHERE kind = 'reply' AND person IS NOT NULL
GROUP BY person
ORDER BY person
