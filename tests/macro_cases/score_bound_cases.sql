-- Both bounds of the score interval, as tables have them; a rate of 0 or 1 has itself as a bound, and another.
with cases (name, rate, people, expected_low, expected_high) as (
    values
    ('half of ten', cast(0.5 as double), 10, cast(0.236593090512564 as double), cast(0.763406909487436 as double)),
    ('nobody of ten', 0, 10, 0, 0.2775327998628892),
    ('everybody of ten', 1, 10, 0.7224672001371107, 1),
    ('a tenth of a thousand', 0.1, 1000, 0.08290944359309571, 0.1201519631953484)
),

results as (
    select
        *,
        {{ score_bound('rate', 'people', '-') }} as low,
        {{ score_bound('rate', 'people', '+') }} as high
    from cases
)

select * from results
where abs(low - expected_low) > 1e-12 or abs(high - expected_high) > 1e-12 or low is null or high is null
