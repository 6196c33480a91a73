{#
    Statements, run while cases are compiled: ask a predicate about rows, named `asked`, in the states of a table that is made, and take
    the state back. Returns a select of the cases whose result is not the one that is expected. Of each case: its name, whether the
    table goes on from what it was (none: no table is made), the last batch that it has read, a select of one row or, where a `column` is
    named, its only value there as SQL, and what is expected.
#}
{% macro wrong_while_made(predicate, cases, column=none) %}
    {% set found = [] %}
    {% for name, is_continued, read_batch, row, expected in cases if execute %}
        {% if is_continued is not none %}
            {% do run_query('set variable lookback_is_continued = ' ~ is_continued) %}
            {% do run_query('set variable lookback_read_batch = ' ~ read_batch) %}
        {% endif %}
        {% set asked = 'select ' ~ row ~ ' as ' ~ column if column else row %}
        {% set result = run_query('select ' ~ predicate ~ ' from (' ~ asked ~ ') as asked').columns[0].values()[0] %}
        {% do run_query('reset variable lookback_is_continued') %}
        {% do run_query('reset variable lookback_read_batch') %}
        {% do found.append((name, result, expected)) %}
    {% endfor %}

    with cases (name, result, expected) as (
        values
        {%- for name, result, expected in found %}
        ({{ text_literal(name) }}, {{ result | lower if result is not none else 'null' }}, {{ expected | lower }}),
        {%- endfor %}
        ('there are cases', {{ found | length }} = {{ cases | length }}, true)
    )

    select * from cases
    where result is distinct from expected
{% endmacro %}
