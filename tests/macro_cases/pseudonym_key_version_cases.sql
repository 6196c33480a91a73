-- The version of the key of the pseudonyms is a text that does not tell the key: a keyed hash, where there are pseudonyms;
-- empty where there are none.
{% set version = pseudonym_key_version() if execute else '' %}
{% set is_pseudonymized = var('pseudonymize_user_ids') %}

with cases (name, result) as (
    values
    ('without pseudonyms it is empty', {{ text_literal(version) }} = '' or {{ is_pseudonymized | lower }}),
    (
        'with pseudonyms it is a hash',
        {{ matches(text_literal(version), '[0-9a-f]{64}') }} or not {{ is_pseudonymized | lower }}
    )
)

select * from cases
where result is distinct from true
