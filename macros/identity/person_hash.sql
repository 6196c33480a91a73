{#
    Whose an event is, as 64-bit hashes: they join and count at a fraction of what texts cost. A test proves in every build that no two
    ids share one. int_persons_listed has the text of each.
#}

{# Expression: the hash of a device as a person of its own, of the user_key `d:` and its id; null for null. #}
{% macro device_hash(device_id) -%}
    {{ hash_of("'d:' || " ~ device_id) }}
{%- endmacro %}

{# Expression: the hash of a user, of the user_key `u:` and the id; null for null. #}
{% macro user_hash(user_id) -%}
    {{ hash_of("'u:' || " ~ user_id) }}
{%- endmacro %}

{# Expression: the person of an event: its own user, else the user who holds its device, else the device. #}
{% macro person_hash(own_user_hash, holder_user_hash, device_hash) -%}
    coalesce({{ own_user_hash }}, {{ holder_user_hash }}, {{ device_hash }})
{%- endmacro %}
