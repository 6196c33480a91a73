-- The batch of the raw files that were found last is the greatest that any raw file has.
with results as (
    select
        'the latest batch' as name,
        max(batch) as expected,
        {{ latest_batch() if execute else 0 }} as result
    from lookback_state.raw_files
)

select * from results
where result is distinct from expected
