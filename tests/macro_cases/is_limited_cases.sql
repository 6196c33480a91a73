-- Sends and what is held back for fatigue count on the channels that have a limit.
{% set limited = var('fatigue_limits')[0].channel %}
with cases (name, channel, event_type, reason, expected) as (
    values
    ('a send counts', '{{ limited }}', 'sent', null, true),
    ('what is held back for fatigue counts', '{{ limited }}', 'restricted', 'fatigue', true),
    ('what is held back for another reason does not', '{{ limited }}', 'restricted', 'do_not_disturb', false),
    ('what is held back for no reason does not', '{{ limited }}', 'restricted', null, false),
    ('another event with that reason does not', '{{ limited }}', 'failed', 'fatigue', false),
    ('a send on a channel without a limit does not', 'pigeon', 'sent', null, false),
    ('a send on no channel does not', null, 'sent', null, false)
),

results as (
    select
        *,
        coalesce({{ is_limited('channel', 'event_type', 'reason') }}, false) as result
    from cases
)

select * from results
where result is distinct from expected
