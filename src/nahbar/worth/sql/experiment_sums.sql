-- One row: an arm's units, and the sums and products of six columns, each less its centre.
SELECT
    people.arm AS arm,
    COUNT(*) AS n,
    SUM(people.a - centre.a) AS sum_a,
    SUM(people.b - centre.b) AS sum_b,
    SUM(people.c - centre.c) AS sum_c,
    SUM(people.d - centre.d) AS sum_d,
    SUM(people.e - centre.e) AS sum_e,
    SUM(people.f - centre.f) AS sum_f,
    SUM((people.a - centre.a) * (people.a - centre.a)) AS sum_aa,
    SUM((people.a - centre.a) * (people.b - centre.b)) AS sum_ab,
    SUM((people.a - centre.a) * (people.c - centre.c)) AS sum_ac,
    SUM((people.a - centre.a) * (people.d - centre.d)) AS sum_ad,
    SUM((people.a - centre.a) * (people.e - centre.e)) AS sum_ae,
    SUM((people.a - centre.a) * (people.f - centre.f)) AS sum_af,
    SUM((people.b - centre.b) * (people.b - centre.b)) AS sum_bb,
    SUM((people.b - centre.b) * (people.c - centre.c)) AS sum_bc,
    SUM((people.b - centre.b) * (people.d - centre.d)) AS sum_bd,
    SUM((people.b - centre.b) * (people.e - centre.e)) AS sum_be,
    SUM((people.b - centre.b) * (people.f - centre.f)) AS sum_bf,
    SUM((people.c - centre.c) * (people.c - centre.c)) AS sum_cc,
    SUM((people.c - centre.c) * (people.d - centre.d)) AS sum_cd,
    SUM((people.c - centre.c) * (people.e - centre.e)) AS sum_ce,
    SUM((people.c - centre.c) * (people.f - centre.f)) AS sum_cf,
    SUM((people.d - centre.d) * (people.d - centre.d)) AS sum_dd,
    SUM((people.d - centre.d) * (people.e - centre.e)) AS sum_de,
    SUM((people.d - centre.d) * (people.f - centre.f)) AS sum_df,
    SUM((people.e - centre.e) * (people.e - centre.e)) AS sum_ee,
    SUM((people.e - centre.e) * (people.f - centre.f)) AS sum_ef,
    SUM((people.f - centre.f) * (people.f - centre.f)) AS sum_ff
FROM people
CROSS JOIN centre
GROUP BY people.arm
ORDER BY people.arm
