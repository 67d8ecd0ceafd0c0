-- One row: one author of comments on one creator's posts, at most the 500 most active of a creator.
WITH authored AS (
    SELECT
        p.creator_id,
        c.author_key,
        COUNT(DISTINCT c.post_id) AS posts,
        COUNT(*) AS comments,
        SUM(CASE WHEN c.is_generic OR c.is_emoji THEN 1 ELSE 0 END) AS generic,
        MEDIAN(c.written_at - p.posted_at) AS median_delay,
        -- Four in five of an author's comments come earlier than this, if their delays are log-normal.
        EXP(
            AVG(LN(GREATEST(c.written_at - p.posted_at, 1) + 30))
            -- Of one comment there is no spread; engines differ in what they say then.
            + 0.84 * CASE
                WHEN COUNT(*) > 1 THEN STDDEV_SAMP(LN(GREATEST(c.written_at - p.posted_at, 1) + 30)) ELSE 0
            END
        ) - 30 AS late_delay
    FROM comments AS c
    INNER JOIN posts AS p ON p.post_id = c.post_id
    WHERE c.author_key <> p.owner_key
    GROUP BY p.creator_id, c.author_key
),
ranked AS (
    SELECT
        creator_id,
        author_key,
        posts,
        comments,
        generic,
        median_delay,
        late_delay,
        ROW_NUMBER() OVER (PARTITION BY creator_id ORDER BY posts DESC, comments DESC, author_key ASC) AS position,
        COUNT(*) OVER (PARTITION BY creator_id) AS all_authors
    FROM authored
)
SELECT
    creator_id,
    author_key,
    posts,
    comments,
    generic,
    median_delay,
    late_delay,
    all_authors
FROM ranked
WHERE position <= 500
ORDER BY creator_id, position
