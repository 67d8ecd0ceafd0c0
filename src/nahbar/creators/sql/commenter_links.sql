-- One row: two of the 24 most active commenters of one creator, and on how many posts both wrote.
WITH written AS (
    SELECT
        p.creator_id,
        c.author_key,
        c.post_id,
        COUNT(*) AS comments
    FROM comments AS c
    INNER JOIN posts AS p ON p.post_id = c.post_id
    WHERE c.author_key <> p.owner_key
    GROUP BY p.creator_id, c.author_key, c.post_id
),
ranked AS (
    SELECT
        creator_id,
        author_key,
        ROW_NUMBER() OVER (
            PARTITION BY creator_id
            ORDER BY COUNT(*) DESC, SUM(comments) DESC, author_key ASC
        ) AS position
    FROM written
    GROUP BY creator_id, author_key
),
active AS (
    SELECT
        w.creator_id,
        w.post_id,
        r.position
    FROM written AS w
    INNER JOIN ranked AS r ON r.creator_id = w.creator_id AND r.author_key = w.author_key
    WHERE r.position <= 24
)
SELECT
    one.creator_id,
    one.position AS one,
    other.position AS other,
    COUNT(*) AS posts
FROM active AS one
INNER JOIN active AS other ON other.creator_id = one.creator_id AND other.post_id = one.post_id
WHERE one.position < other.position
GROUP BY one.creator_id, one.position, other.position
ORDER BY one.creator_id, one.position, other.position
