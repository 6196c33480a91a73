{# Text: the same for the same key of the pseudonyms only; empty when the var pseudonymize_user_ids is false. #}
{% macro pseudonym_key_version() %}
    {{ return(
        run_query('select ' ~ keyed_hash("'version'")).columns[0].values()[0] if var('pseudonymize_user_ids') else ''
    ) }}
{% endmacro %}
