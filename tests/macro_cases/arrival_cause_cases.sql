-- A batch before the first of all files says that files were read anew; else it matters whether the day was settled.
with cases (name, report_date, batch, settled_date, expected) as (
    values
    ('a day that was settled', date '2026-05-01', 1000000000, date '2026-05-02', 'late_event'),
    ('the day that was being settled', date '2026-05-02', 1000000000, date '2026-05-02', 'window_still_open'),
    ('a later day', date '2026-05-03', 1000000000, date '2026-05-02', 'window_still_open'),
    ('nothing was settled', date '2026-05-01', 1000000000, null, 'window_still_open'),
    ('files read anew, a day that was settled', date '2026-05-01', -1, date '2026-05-02', 'raw_data_replaced'),
    ('files read anew, a later day', date '2026-05-03', -1, date '2026-05-02', 'raw_data_replaced')
),

results as (
    select
        *,
        {{ arrival_cause('report_date', 'cases') }} as result
    from cases
)

select * from results
where result is distinct from expected
