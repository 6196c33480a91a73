-- The causes of a difference between rulesets add up to it, and it is what the two credit to the campaign; a ruleset
-- does not differ from itself.
{% set causes = ['basis', 'window', 'participation', 'competition', 'counting'] %}

with added_up as (
    select
        *,
        {%- for cause in causes %}
        {{ '+ ' if not loop.first }}conversions_by_{{ cause }}
        {%- endfor %} as conversions_by_causes,
        {%- for cause in causes %}
        {{ '+ ' if not loop.first }}amount_by_{{ cause }}
        {%- endfor %} as amount_by_causes
    from {{ ref('ruleset_comparison') }}
)

select
    compared.ruleset,
    compared.campaign_id
from added_up as compared
left join added_up as reported
    on
        compared.campaign_id = reported.campaign_id
        and reported.ruleset = {{ text_literal(var('reporting_ruleset')) }}
where
    reported.campaign_id is null
    or abs(compared.conversions_difference - compared.conversions_by_causes) > 1e-6
    or abs(compared.purchase_conversions - reported.purchase_conversions - compared.conversions_difference) > 1e-6
    or compared.amount_difference != compared.amount_by_causes
    or compared.purchase_amount - reported.purchase_amount != compared.amount_difference
