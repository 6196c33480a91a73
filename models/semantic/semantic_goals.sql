select
    concat(length(ruleset), ' ', ruleset, ' ', length(event_name), ' ', event_name, ' ', campaign_id) as goal_id,
    ruleset,
    campaign_id,
    event_name,
    conversion_kind,
    basis,
    {{ whole_hours_of('window_minutes') }} as window_hours,
    bases
from {{ ref('int_results_listed') }}
