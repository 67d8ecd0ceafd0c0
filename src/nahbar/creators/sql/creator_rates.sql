-- One row: one creator's typical engagement by followers and by views (medians of the log of each post's rate).
WITH known AS (
    SELECT
        platform,
        creator_id,
        followers,
        views,
        COALESCE(likes, 0) + COALESCE(comments, 0) + COALESCE(shares, 0) + COALESCE(saves, 0) AS engaged
    FROM posts
    WHERE likes IS NOT NULL
)
SELECT
    platform,
    creator_id,
    MAX(followers) AS followers,
    COUNT(*) AS posts,
    MEDIAN(CASE WHEN followers > 0 THEN LN((engaged + 0.5) / followers) END) AS log_rate_by_followers,
    COUNT(views) AS posts_with_views,
    MEDIAN(CASE WHEN views > 0 THEN LN((engaged + 0.5) / views) END) AS log_rate_by_views
FROM known
GROUP BY platform, creator_id
ORDER BY platform, creator_id
