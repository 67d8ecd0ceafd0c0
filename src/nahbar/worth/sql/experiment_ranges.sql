-- One row: mean, smallest and largest value of six columns over everybody.
SELECT
    AVG(a) AS mean_a,
    MIN(a) AS least_a,
    MAX(a) AS most_a,
    AVG(b) AS mean_b,
    MIN(b) AS least_b,
    MAX(b) AS most_b,
    AVG(c) AS mean_c,
    MIN(c) AS least_c,
    MAX(c) AS most_c,
    AVG(d) AS mean_d,
    MIN(d) AS least_d,
    MAX(d) AS most_d,
    AVG(e) AS mean_e,
    MIN(e) AS least_e,
    MAX(e) AS most_e,
    AVG(f) AS mean_f,
    MIN(f) AS least_f,
    MAX(f) AS most_f
FROM people
