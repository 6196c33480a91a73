-- The version that the engine gives of itself, as a text.
with cases (name, result, expected) as (
    values
    ('it is one', {{ matches(engine_version(), 'v?[0-9]+[.][0-9]+.*') }}, true),
    ('it is what the engine says of itself elsewhere', {{ engine_version() }} = (select library_version from pragma_version()), true)
)

select * from cases
where result is distinct from expected
