{# Expression (aggregate): a 64-bit hash of many rows, given the hash of each: the same for the same rows in any order. #}
{% macro sum_of_hashes(content_hash) -%}
    {{ hash_of('cast(sum(' ~ content_hash ~ ') as string)') }}
{%- endmacro %}
