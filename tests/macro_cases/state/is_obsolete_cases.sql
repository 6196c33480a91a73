-- Rows that may be obsolete are found by the column by which their table is kept.
{% set table = ref('int_conversions_identified') %}
{% set cases = [
    ('by person', 'person_hash', none, is_of_changed_person('person_hash')),
    ('by person with other messages', 'person_hash', 'int_touches_identified', has_other_messages('person_hash')),
    ('by person with new messages', 'person_hash', 'int_persons_messaged', is_of_messaged_person('person_hash')),
    ('by person with new assignments', 'person_hash', 'int_persons_assigned', is_of_assigned_person('person_hash')),
    ('by device', 'device_hash', none, is_of_copied_device('device_hash')),
    (
        'by device with new rows', 'device_hash', ['int_app_events_arrived'],
        is_of_arrived_device('device_hash', ['int_app_events_arrived'])
    ),
    ('by the moment of a conversion', 'converted_at', none, is_decided_anew('int_conversions_identified')),
    ('by conversion', 'conversion_hash', none, is_of_changed_conversion('conversion_hash')),
    ('by the id of a conversion', 'conversion_id', none, is_of_changed_conversion('conversion_id')),
    (
        'by message event', 'event_hash', 'int_message_events_arrived',
        is_of_arrived_event('event_hash', 'int_message_events_arrived')
    ),
    ('by app event', 'event_hash', 'int_app_events_arrived', is_of_arrived_event('event_hash', 'int_app_events_arrived')),
] %}

with cases (name, result) as (
    values
    {%- for name, kept_by, arrived_in, expected in cases %}
    ('{{ name }}', {{ (is_obsolete(table, kept_by, arrived_in) | trim == expected | trim) | lower }}),
    {%- endfor %}
    ('no two are found in one way', {{ cases | map('last') | unique | list | length }} = {{ cases | length }})
)

select * from cases
where not result
