-- The causes of a difference between rulesets add up to it, and it is what the two credit to the campaign; a ruleset does
-- not differ from itself.
{% set causes = ['basis', 'window', 'participation', 'competition', 'counting'] %}

select
    compared.ruleset,
    compared.campaign_id
from {{ ref('ruleset_comparison') }} as compared
left join {{ ref('ruleset_comparison') }} as reported
    on
        compared.campaign_id = reported.campaign_id
        and reported.ruleset = {{ text_literal(var('reporting_ruleset')) }}
where
    reported.campaign_id is null
    or abs(
        compared.conversions_difference - compared.conversions_by_{{ causes | join(' - compared.conversions_by_') }}
    ) > 1e-6
    or abs(
        compared.purchase_conversions - reported.purchase_conversions - compared.conversions_difference
    ) > 1e-6
    or compared.amount_difference != compared.amount_by_{{ causes | join(' + compared.amount_by_') }}
    or compared.purchase_amount - reported.purchase_amount != compared.amount_difference
