-- One row: one creator who commented on another creator's posts, and on how many of them.
SELECT
    p.creator_id,
    k.creator_id AS author_id,
    COUNT(DISTINCT c.post_id) AS posts
FROM comments AS c
INNER JOIN posts AS p ON p.post_id = c.post_id
INNER JOIN creators AS k ON k.person_key = c.author_key
WHERE k.creator_id <> p.creator_id
GROUP BY p.creator_id, k.creator_id
ORDER BY p.creator_id, k.creator_id
