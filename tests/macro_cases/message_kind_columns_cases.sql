-- A kind is all that a message event says, but for its ids, its moments, whose it is and the file that it stands in.
{% set of_each_event = [
    'event_id', 'message_id', 'device_id', 'user_id', 'occurred_at', 'received_at', 'raw_file',
] %}
{% set columns = graph.nodes['model.lookback.stg_message_events'].columns if execute else {} %}
{{ wrong_names(columns | reject('in', of_each_event) | list, message_kind_columns()) }}
