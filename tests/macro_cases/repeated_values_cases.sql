-- A value is repeated when it occurs more than once in the rows, wherever it stands; each such value once, and null never. The way
-- of this engine and that of any engine agree.
{% set rows = [
    ('nothing', []),
    ('one value', ['7']),
    ('a value twice', ['7', '7']),
    ('a value three times', ['7', '7', '7']),
    ('apart', ['7', '1', '9', '7']),
    ('neighbours', ['7', '8', '6']),
    ('two values', ['7', '1', '7', '1', '3']),
    ('null twice', ['null', 'null']),
    ('null beside values', ['null', '7', 'null', '7', '8']),
    ('zero', ['0', '0', 'null', '1']),
    ('the greatest', ['18446744073709551615', '0', '18446744073709551615']),
] %}
{% set expected = ['', '', '7', '7', '7', '', '1, 7', '', '7', '0', '18446744073709551615'] %}
{% set ways = [repeated_values, default__repeated_values] %}

with results (name, expected, result) as (
    {%- for name, values in rows %}
    {%- set outer_loop = loop %}
    {%- set listed %}
        select cast(value as {{ wide_integer() }}) as value
        from (values ({{ (values or ['0']) | join('), (') }})) as listed (value)
        where {{ 'true' if values else 'false' }}
    {%- endset %}
    {%- for way in ways %}
    select
        '{{ name }}',
        '{{ expected[outer_loop.index0] }}',
        (
            select coalesce({{ joined_texts('cast(value as string)') }}, '')
            from ({{ way(listed, 'value') }}) as repeated
        )
    {{ 'union all' if not (loop.last and outer_loop.last) }}
    {%- endfor %}
    {%- endfor %}
)

select * from results
where result is distinct from expected
