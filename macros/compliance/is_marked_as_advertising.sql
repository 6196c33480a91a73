{# Predicate: the text of a message begins with the mark that advertising must begin with; null for null. #}
{% macro is_marked_as_advertising(body) -%}
    ({{ body }} like '(광고)%' or {{ body }} like '(Advertisement)%')
{%- endmacro %}
