-- Each entry of a figure says what the one before it said; only restatements have a cause, and they change something.
with entries as (
    select
        *,
        lag(new_value) over (partition by campaign_id, channel, report_date, metric order by report) as previous_value,
        row_number() over (partition by campaign_id, channel, report_date, metric order by report) as entry_number
    from {{ ref('reported_figures') }}
)

select * from entries
where
    not (
        case
            when entry_number > 1 then old_value is not distinct from previous_value
            else coalesce(old_value, 0) = 0
        end
        and new_value is distinct from coalesce(old_value, 0)
        and (cause is null) = (old_value is null)
    )
