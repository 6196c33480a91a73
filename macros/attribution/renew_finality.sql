{# Statement, run with the making of conversion_credits: the credits of conversions that are settled by now are final, and no others. #}
{% macro renew_finality() %}
    {%- if keeps_state() %}
    update {{ this }}
    set is_final = converted_at <= (select final_until from {{ ref('int_settlement_reached') }})
    where is_final is distinct from (converted_at <= (select final_until from {{ ref('int_settlement_reached') }}))
    {%- endif %}
{% endmacro %}
