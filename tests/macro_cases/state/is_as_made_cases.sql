-- A table is as made when it is there and what it would be made from is what it was made from; never in a full refresh.
{% set made_from = {'definition': 'a', 'inputs': 'b', 'arrivals': 'c'} %}
{% set cases = [
    ('made from the same', 'campaigns', {'definition': 'a', 'inputs': 'b', 'arrivals': 'c'}, true),
    ('made from the same before more arrived', 'campaigns', {'definition': 'a', 'inputs': 'b', 'arrivals': 'd'}, true),
    ('made from another definition', 'campaigns', {'definition': 'A', 'inputs': 'b', 'arrivals': 'c'}, false),
    ('made from other inputs', 'campaigns', {'definition': 'a', 'inputs': 'B', 'arrivals': 'c'}, false),
    ('made from nothing that the state knows', 'campaigns', none, false),
    ('not there any more', 'nothing', {'definition': 'a', 'inputs': 'b', 'arrivals': 'c'}, false),
] %}
{% set found = [] %}
{% if execute %}
    {% for name, table, recorded, expected in cases %}
        {% set relation = api.Relation.create(database=target.database, schema='lookback_raw', identifier=table) %}
        {% do found.append((
            name, is_as_made(relation, made_from, recorded), expected and not should_full_refresh()
        )) %}
    {% endfor %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for name, result, expected in found %}
    ({{ text_literal(name) }}, {{ result | lower }}, {{ expected | lower }}),
    {%- endfor %}
    ('there are cases', {{ found | length }} = {{ cases | length }}, true)
)

select * from cases
where result is distinct from expected
