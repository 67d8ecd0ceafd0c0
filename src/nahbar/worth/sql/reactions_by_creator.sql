-- One row: the counts of a creator's posts of a month: sums, and the largest of a single post.
SELECT
    platform,
    creator,
    month,
    COUNT(*) AS posts,
    MAX(COALESCE(followers, 0)) AS followers,
    MAX(COALESCE(views, 0)) AS most_views,
    MAX(COALESCE(likes, 0)) AS most_likes,
    SUM(COALESCE(likes, 0)) AS likes,
    SUM(COALESCE(comments, 0)) AS comments,
    SUM(CASE WHEN likes IS NULL OR comments IS NULL THEN 1 ELSE 0 END) AS hidden,
    SUM(COALESCE(shares, 0) + COALESCE(saves, 0)) AS others
FROM posts
GROUP BY platform, creator, month
ORDER BY platform, creator, month
