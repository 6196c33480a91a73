-- The version that the engine gives of itself, as a text.
{% set version = engine_version() if execute else '' %}

with cases (name, result, expected) as (
    values
    ('it is that of this engine', {{ text_literal(version) }} = version(), true),
    ('it is one', {{ matches(text_literal(version), 'v?[0-9]+[.][0-9]+.*') }}, true)
)

select * from cases
where result is distinct from expected
