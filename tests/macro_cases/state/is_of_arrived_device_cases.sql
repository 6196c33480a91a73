-- While a table goes on from what it was, the devices have to be looked at again that a row names which has arrived since its last batch,
-- or another copy of such a row's event, and no others. The rows are stated here in the place of those of the models; the state is set
-- and taken back while the cases are compiled. Of message events 1 has a copy on device 13 besides that on 11.
{% set predicate = is_of_arrived_device('device_hash', ['int_message_events_arrived', 'int_app_events_arrived'])
    | replace(
        ref('int_message_events_repeated') | string,
        "(select unnest([1, 1]) as event_hash, unnest([11, 13]) as device_hash)"
    )
    | replace(ref('int_app_events_repeated') | string, "(select 4 as event_hash, 17 as device_hash)")
    | replace(
        ref('int_message_events_arrived') | string,
        "(
            select
                unnest([1, 2, 3]) as event_hash,
                unnest([11, 12, null]) as device_hash,
                unnest([2, 1, 3]) as batch
        )"
    )
    | replace(ref('int_app_events_arrived') | string, "(select 5 as event_hash, 14 as device_hash, 3 as batch)") %}
{% set cases = [
    ('named by a message event that arrived', true, 1, '11', true),
    ('named by another copy of it', true, 1, '13', true),
    ('named by a message event that was read', true, 1, '12', false),
    ('named by a message event that was not read', true, 0, '12', true),
    ('named by copies that were read', true, 2, '13', false),
    ('named by an app event that arrived', true, 2, '14', true),
    ('named by an app event that was read', true, 3, '14', false),
    ('named by none', true, 0, '15', false),
    ('named by none, and the table is made anew', false, 4, '15', true),
    ('named by rows that were read, and the table is made anew', false, 4, '12', true),
    ('named by none, in any other query', none, none, '15', true),
] %}

{{ wrong_while_made(predicate, cases, 'device_hash') }}
