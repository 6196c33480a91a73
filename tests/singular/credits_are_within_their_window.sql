-- No credit goes to a touch after the conversion, or longer before it than the window.
select
    ruleset,
    conversion_id,
    campaign_id
from {{ ref('conversion_credits') }}
where not {{ is_within_window('touched_at', 'converted_at', 'window_minutes') }}
