select
    concat(length(ruleset), ' ', ruleset, ' ', length(event_name), ' ', event_name, ' ', campaign_id) as goal_id,
    ruleset,
    campaign_id,
    event_name,
    conversion_kind,
    basis,
    window_hours,
    bases
from {{ ref('int_results_listed') }}
