-- One row: one of the comments on a creator's posts whose texts tell the languages; text keys spread them evenly.
-- 24 are enough to tell a language with few errors, and few enough to stay quick: texts are read only here.
WITH placed AS (
    SELECT
        p.creator_id,
        c.comment_id,
        ROW_NUMBER() OVER (PARTITION BY p.creator_id ORDER BY c.text_key, c.comment_id) AS place
    FROM comments AS c
    INNER JOIN posts AS p ON p.post_id = c.post_id
    WHERE NOT c.is_emoji
)
SELECT
    creator_id,
    comment_id
FROM placed
WHERE place <= 24
ORDER BY creator_id, place
