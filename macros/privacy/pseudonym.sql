{#
    Expression: a user or device id as the marts show it: the id itself or, when the var pseudonymize_user_ids is true, a
    keyed hash of it. Equal ids have equal pseudonyms in every mart, so joins between marts stay intact.
#}
{% macro pseudonym(id) -%}
    {{ keyed_hash(id) if var('pseudonymize_user_ids') else id }}
{%- endmacro %}
