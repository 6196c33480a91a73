-- What a build reads for the first time arrives in a batch of the build's own: its number is the greatest so far, and no
-- raw file is of a later one.
with results as (
    select
        'the batch of this build' as name,
        max(batch) as expected,
        {{ number_of_batch() if execute else 0 }} as result
    from lookback_state.builds
    union all
    select
        'raw files of a later batch' as name,
        0 as expected,
        count(*) as result
    from lookback_state.raw_files
    where batch > {{ number_of_batch() if execute else 0 }}
)

select * from results
where result is distinct from expected
