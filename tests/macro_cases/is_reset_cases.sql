-- Only the very name hands a device on.
with cases (name, event_name, expected) as (
    values
    ('the name', 'reset_identity', true),
    ('another', 'logout', false),
    ('the name in other letters', 'Reset_Identity', false),
    ('the name in a longer one', 'reset_identity_now', false),
    ('none', null, false)
)

select * from cases
where coalesce({{ is_reset('event_name') }}, false) != expected
