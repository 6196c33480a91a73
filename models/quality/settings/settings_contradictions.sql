{% for source_model in [
    'contradictions_in_campaigns',
    'contradictions_in_goals',
    'contradictions_in_purchase_events',
    'contradictions_in_windows',
    'contradictions_in_unit_costs',
    'contradictions_in_exchange_rates',
    'contradictions_in_user_consents',
    'contradictions_in_rulesets',
    'contradictions_in_vars',
] %}
select * from {{ ref(source_model) }}
{{ 'union all' if not loop.last }}
{% endfor %}
