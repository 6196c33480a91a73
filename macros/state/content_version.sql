{#
    Text: a version of a table, the same whenever its rows are the same in any order. A table of more than a hundred thousand rows gets a
    new one whenever it is made: to read it all again would cost more than it saves.
#}
{% macro content_version(relation) %}
    {% if number_of_rows(relation) > 100000 %}{{ return(invocation_id ~ ' ' ~ relation.identifier) }}{% endif %}
    {% set found = run_query(
        "select concat_ws(' ', count(*), sum(hash(content)), bit_xor(hash(content, 1))) from " ~ relation ~ ' as content'
    ) %}
    {{ return(found.columns[0].values()[0]) }}
{% endmacro %}

{# Number: how many rows a table has. #}
{% macro number_of_rows(relation) %}
    {{ return(run_query('select count(*) from ' ~ relation).columns[0].values()[0] | int) }}
{% endmacro %}

{# Statement, run after a seed is loaded: remember its version. #}
{% macro record_content() %}
    {% if execute %}
        {% do forget_state(this) %}
        {% do record_state(this, {'definition': '', 'inputs': '', 'arrivals': '', 'batch': 'null'}, content_version(this)) %}
    {% endif %}
{% endmacro %}
