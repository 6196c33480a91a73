{# Expression: a user_key as the marts show it: its prefix stays, the id behind it is shown as its pseudonym. #}
{% macro pseudonymous_user_key(user_key) -%}
    {%- if var('pseudonymize_user_ids') -%}
        (substr({{ user_key }}, 1, 2) || {{ pseudonym('substr(' ~ user_key ~ ', 3)') }})
    {%- else -%}
        {{ user_key }}
    {%- endif -%}
{%- endmacro %}
