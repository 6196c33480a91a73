{#
    Generic test: no two rows of the model agree in all columns of its key; nulls count as equal. Returns each
    key that occurs more than once, with its number of rows.
#}
{% test unique_key(model, columns) %}
    {%- set key = columns | join(', ') %}
    select
        {{ key }},
        count(*) as number_of_rows
    from {{ model }}
    group by {{ key }}
    having count(*) > 1
{% endtest %}
