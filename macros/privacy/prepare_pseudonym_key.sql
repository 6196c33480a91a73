{#
    Statement, run before everything else: hold the key of the pseudonyms ready, or stop when the var
    pseudonymize_user_ids is true and the environment variable LOOKBACK_PSEUDONYM_KEY has no key.
#}
{% macro prepare_pseudonym_key() %}
    {% if not execute or not var('pseudonymize_user_ids') %}{{ return('') }}{% endif %}
    {% set key = env_var('LOOKBACK_PSEUDONYM_KEY', '') %}
    {% if not key %}
        {% do stop(
            'the var pseudonymize_user_ids is true, but there is no key. Set the environment variable '
            ~ 'LOOKBACK_PSEUDONYM_KEY to a long random text, and keep it: another key gives other pseudonyms.'
        ) %}
    {% endif %}
    {% do hold_pseudonym_key(key) %}
{% endmacro %}
