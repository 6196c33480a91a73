-- A scope is a campaign, a channel and a type of event; another of any of them is another scope, and what they look like
-- put together does not matter.
with cases (
    name, campaign_id, channel, event_type, other_campaign_id, other_channel, other_event_type, expected
) as (
    values
    ('one scope', 'K', 'push', 'click', 'K', 'push', 'click', true),
    ('a campaign put together', 'K1', 'push', 'click', concat('K', '1'), 'push', 'click', true),
    ('another campaign', 'K', 'push', 'click', 'I', 'push', 'click', false),
    ('a campaign in small letters', 'K', 'push', 'click', 'k', 'push', 'click', false),
    ('another channel', 'K', 'push', 'click', 'K', 'in_app', 'click', false),
    ('another type', 'K', 'push', 'click', 'K', 'push', 'open', false),
    ('an open is no click, not even on push', 'K', 'push', 'open', 'K', 'push', 'click', false),
    ('a campaign that is called like a type', 'open', 'push', 'click', 'click', 'push', 'open', false),
    ('a campaign that is called like a channel', 'text', 'push', 'sent', 'push', 'text', 'sent', false),
    ('a campaign with a slash', 'click/K', 'push', 'open', 'open/K', 'push', 'click', false),
    ('a campaign with a slash is one scope', 'a/b', 'push', 'open', 'a/b', 'push', 'open', true),
    ('a campaign that begins like another', 'K', 'push', 'sent', 'KK', 'push', 'sent', false),
    ('a campaign in another alphabet', '봄', 'push', 'sent', '봄', 'push', 'sent', true)
),

results as (
    select
        *,
        {{ scope_hash('campaign_id', 'channel', 'event_type') }}
        = {{ scope_hash('other_campaign_id', 'other_channel', 'other_event_type') }} as result
    from cases
)

select * from results
where result is distinct from expected
