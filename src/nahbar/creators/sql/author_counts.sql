-- One row: how many authors wrote so many comments on so many posts of one creator.
WITH authored AS (
    SELECT
        p.creator_id,
        c.author_key,
        COUNT(DISTINCT c.post_id) AS posts,
        COUNT(*) AS comments
    FROM comments AS c
    INNER JOIN posts AS p ON p.post_id = c.post_id
    WHERE c.author_key <> p.owner_key
    GROUP BY p.creator_id, c.author_key
)
SELECT
    creator_id,
    posts,
    comments,
    COUNT(*) AS authors
FROM authored
GROUP BY creator_id, posts, comments
ORDER BY creator_id, posts, comments
