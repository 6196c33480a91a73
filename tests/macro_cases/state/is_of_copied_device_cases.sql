-- While a table goes on from what it was, the devices that any row of an event names of which a row has arrived since its last
-- batch have to be looked at again, and no others. The rows are stated here in the place of those of the models; the state is set
-- and taken back while the cases are compiled. Of message events 1 has copies on devices 11 and 12, 2 on 13 and on none; of app
-- events 1 has copies on device 14.
{% set predicate = is_of_copied_device('device_hash')
    | replace(
        ref('int_message_events_repeated') | string,
        "(select unnest([1, 1, 2, 2]) as event_hash, unnest([11, 12, 13, null]) as device_hash)"
    )
    | replace(ref('int_app_events_repeated') | string, "(select 1 as event_hash, 14 as device_hash)")
    | replace(ref('int_message_events_arrived') | string, "(select unnest([1, 2, 1, 3]) as event_hash, unnest([1, 1, 2, 3]) as batch)")
    | replace(ref('int_app_events_arrived') | string, "(select unnest([1, 1]) as event_hash, unnest([2, 4]) as batch)") %}
{% set cases = [
    ('named by the row that arrived or by an earlier copy of it', true, 1, '11', true),
    ('named by another copy', true, 1, '12', true),
    ('named by copies none of which is new', true, 1, '13', false),
    ('named by copies, and all of them are new', true, 0, '13', true),
    ('named by copies that were read', true, 2, '11', false),
    ('named by an app event', true, 3, '14', true),
    ('named by an app event that was read', true, 4, '14', false),
    ('named by no copy', true, 0, '15', false),
    ('named by no copy, and the table is made anew', false, 4, '15', true),
    ('named by copies that were read, and the table is made anew', false, 4, '11', true),
    ('named by no copy, in any other query', none, none, '15', true),
] %}

{{ wrong_while_made(predicate, cases, 'device_hash') }}
