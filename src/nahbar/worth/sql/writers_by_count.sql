-- One row: how many people wrote so many comments on a platform in a month.
WITH people AS (
    SELECT
        platform,
        month,
        author,
        COUNT(*) AS comments
    FROM written
    GROUP BY platform, month, author
)
SELECT
    platform,
    month,
    comments,
    COUNT(*) AS people
FROM people
GROUP BY platform, month, comments
ORDER BY platform, month, comments
