-- One row: how many people wrote below the posts of a creator in a month, and how many comments that was.
SELECT
    creator,
    month,
    COUNT(*) AS comments,
    COUNT(DISTINCT author) AS people
FROM written
GROUP BY creator, month
ORDER BY creator, month
