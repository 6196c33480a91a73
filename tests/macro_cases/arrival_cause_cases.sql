-- Something must have arrived to be a cause; files that were read anew explain everything; else it matters whether the day was settled.
with cases (name, report_date, has_arrivals_since, has_replacements_since, settled_date, expected) as (
    values
    ('a day that was settled', date '2026-05-01', true, false, date '2026-05-02', 'late_event'),
    ('the day that was being settled', date '2026-05-02', true, false, date '2026-05-02', 'window_still_open'),
    ('a later day', date '2026-05-03', true, false, date '2026-05-02', 'window_still_open'),
    ('nothing was settled', date '2026-05-01', true, false, null, 'window_still_open'),
    ('files read anew, a day that was settled', date '2026-05-01', true, true, date '2026-05-02', 'raw_data_replaced'),
    ('files read anew, a later day', date '2026-05-03', true, true, date '2026-05-02', 'raw_data_replaced'),
    ('nothing arrived', date '2026-05-01', false, false, date '2026-05-02', 'settings_change')
),

results as (
    select
        *,
        {{ arrival_cause('report_date', 'cases') }} as result
    from cases
)

select * from results
where result is distinct from expected
