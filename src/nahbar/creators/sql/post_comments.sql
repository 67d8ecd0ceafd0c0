-- One row: one post that has comments, with what its comments look like. The creator's own comments do not count.
WITH heard AS (
    SELECT
        p.creator_id,
        p.post_id,
        c.author_key,
        c.text_key,
        c.is_generic,
        c.is_emoji,
        c.written_at - p.posted_at AS delay_seconds,
        -- Half a minute more or less is nothing.
        LN(GREATEST(c.written_at - p.posted_at, 1) + 30) AS log_delay,
        LN(c.letters + 1) AS log_length,
        CASE WHEN c.name_digits IS NULL THEN 0 ELSE 1 END AS named,
        -- A year of birth has four.
        CASE WHEN c.name_digits > 5 THEN 5 ELSE COALESCE(c.name_digits, 0) END AS digits,
        CASE WHEN c.is_generic THEN 1 ELSE 0 END AS generic
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
),
-- Stretches of time, each a third longer than the one before.
stretches AS (
    SELECT
        creator_id,
        post_id,
        FLOOR(log_delay / 0.3) AS stretch,
        COUNT(*) AS times
    FROM heard
    GROUP BY creator_id, post_id, FLOOR(log_delay / 0.3)
),
beside AS (
    SELECT
        creator_id,
        post_id,
        times,
        SUM(times) OVER (PARTITION BY creator_id, stretch) AS all_times
    FROM stretches
),
arrivals AS (
    SELECT
        creator_id,
        post_id,
        SUM(times * (times - 1)) AS together,
        SUM(times * all_times) AS alike
    FROM beside
    GROUP BY creator_id, post_id
),
counted AS (
    SELECT
        h.creator_id,
        h.post_id,
        COUNT(*) AS comments,
        COUNT(DISTINCT h.author_key) AS authors,
        SUM(h.generic) AS generic,
        SUM(CASE WHEN h.is_emoji THEN 1 ELSE 0 END) AS emoji,
        SUM(CASE WHEN t.times > 1 AND h.text_key <> 0 THEN 1 ELSE 0 END) AS repeated,
        SUM(
            CASE WHEN t.writers > 1 AND h.text_key <> 0 AND NOT h.is_generic AND NOT h.is_emoji THEN 1 ELSE 0 END
        ) AS copied,
        SUM(CASE WHEN h.delay_seconds BETWEEN 0 AND 600 THEN 1 ELSE 0 END) AS early,
        SUM(h.log_delay) AS delay,
        SUM(h.log_delay * h.log_delay) AS delay_squared,
        SUM(h.log_length) AS length,
        SUM(h.log_length * h.log_length) AS length_squared,
        SUM(h.named) AS named,
        SUM(h.digits) AS digits,
        SUM(h.digits * h.digits) AS digits_squared,
        SUM(h.generic * h.log_length) AS generic_length,
        SUM(h.generic * h.digits) AS generic_digits,
        SUM(h.log_length * h.digits) AS length_digits
    FROM heard AS h
    INNER JOIN texts AS t ON t.creator_id = h.creator_id AND t.text_key = h.text_key
    GROUP BY h.creator_id, h.post_id
)
SELECT
    n.creator_id,
    n.post_id,
    n.comments,
    n.authors,
    n.generic,
    n.emoji,
    n.repeated,
    n.copied,
    n.early,
    n.delay,
    n.delay_squared,
    a.together,
    a.alike,
    n.length,
    n.length_squared,
    n.named,
    n.digits,
    n.digits_squared,
    n.generic_length,
    n.generic_digits,
    n.length_digits
FROM counted AS n
INNER JOIN arrivals AS a ON a.creator_id = n.creator_id AND a.post_id = n.post_id
ORDER BY n.creator_id, n.post_id
