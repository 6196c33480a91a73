{#
    Expression: a version of a table, a text: the same whenever its rows are the same in any order. A table of more than a hundred
    thousand rows gets a new one whenever it is made: to read it all again would cost more than it saves.
#}
{% macro content_version(relation) -%}
    (
        select
            case
                when count(*) > 100000 then {{ text_literal(invocation_id ~ ' ' ~ relation.identifier) }}
                else concat_ws(' ', count(*), sum(hash(content)), bit_xor(hash(content, 1)))
            end
        from (select * from {{ relation }} limit 100001) as content
    )
{%- endmacro %}

{# Expression: a version of a table to which rows are only added since its generation began. #}
{% macro arrived_version(relation, generation) -%}
    (select concat_ws(' ', {{ text_literal(generation) }}, count(*)) from {{ relation }})
{%- endmacro %}

{# Statement, run after a seed is loaded: remember its version. #}
{% macro record_content() %}
    {% if execute and keeps_state() %}{% do record_state(this, content_version(this)) %}{% endif %}
{% endmacro %}
