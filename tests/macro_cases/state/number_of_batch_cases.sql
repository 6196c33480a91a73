-- What a build reads for the first time arrives in a batch of the build's own: its number is the greatest so far, and no
-- raw file is of a later one.
with results as (
    select
        'the batch of this build' as name,
        (select count(*) from lookback_state.builds where batch >= {{ number_of_batch() }}) as result,
        1 as expected
    union all
    select
        'raw files of a later batch' as name,
        count(*) as result,
        0 as expected
    from lookback_state.raw_files
    where batch > {{ number_of_batch() }}
)

select * from results
where result is distinct from expected
