-- One row: one post that has comments, with what its comments look like. The creator's own comments do not count.
WITH heard AS (
    SELECT
        p.creator_id,
        p.post_id,
        c.author_key,
        c.text_key,
        c.is_generic,
        c.is_emoji,
        c.written_at - p.posted_at AS delay_seconds
    FROM comments AS c
    INNER JOIN posts AS p ON p.post_id = c.post_id
    WHERE c.author_key <> p.owner_key
),
texts AS (
    SELECT
        creator_id,
        text_key,
        COUNT(*) AS times,
        COUNT(DISTINCT author_key) AS writers
    FROM heard
    GROUP BY creator_id, text_key
)
SELECT
    h.creator_id,
    h.post_id,
    COUNT(*) AS comments,
    COUNT(DISTINCT h.author_key) AS authors,
    SUM(CASE WHEN h.is_generic THEN 1 ELSE 0 END) AS generic,
    SUM(CASE WHEN h.is_emoji THEN 1 ELSE 0 END) AS emoji,
    SUM(CASE WHEN t.times > 1 AND h.text_key <> 0 THEN 1 ELSE 0 END) AS repeated,
    SUM(
        CASE WHEN t.writers > 1 AND h.text_key <> 0 AND NOT h.is_generic AND NOT h.is_emoji THEN 1 ELSE 0 END
    ) AS copied,
    SUM(CASE WHEN h.delay_seconds BETWEEN 0 AND 600 THEN 1 ELSE 0 END) AS early
FROM heard AS h
INNER JOIN texts AS t ON t.creator_id = h.creator_id AND t.text_key = h.text_key
GROUP BY h.creator_id, h.post_id
ORDER BY h.creator_id, h.post_id
