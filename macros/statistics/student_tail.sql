{#
    Student's t, whose degrees of freedom need not be whole. With t = sqrt(degrees of freedom) * tan(angle) the density is a power of the
    cosine, and the tail is the part of its integral beyond the angle of t.
#}

{#
    Select: points at which to integrate a smooth function from 0 to 1, with their weights: the double exponential rule, which holds at
    the ends too, whatever the function does there.
#}
{% macro quadrature_nodes() %}
    {%- set e, pi, step = 2.718281828459045, 3.141592653589793, 0.08 -%}
    {%- set nodes = [] -%}
    {%- for node in range(-40, 41) -%}
        {%- set growth = e ** (node * step) -%}
        {%- set odds = e ** (pi * (growth - 1 / growth) / 2) -%}
        {%- do nodes.append(
            [node, odds / (1 + odds), step * pi * (growth + 1 / growth) / 2 * odds / (1 + odds) ** 2]
        ) -%}
    {%- endfor -%}
    select
        nodes.node,
        cast(nodes.place as double) as place,
        cast(nodes.weight as double) as weight
    from {{ literal_rows('nodes', ['node', 'place', 'weight'], nodes) }}
{% endmacro %}

{# Expression: the angle (double) of a t that is not negative. #}
{% macro student_angle(t, degrees_of_freedom) -%}
    atan({{ t }} / sqrt({{ degrees_of_freedom }}))
{%- endmacro %}

{#
    Expression (aggregate over quadrature_nodes, named `nodes`): the probability (double) that Student's t is farther from zero than
    that of an angle, on either side; to nine digits.
#}
{% macro student_tail(angle, degrees_of_freedom) -%}
    {{ power_or_zero('cos(' ~ angle ~ ')', degrees_of_freedom ~ ' - 1') }}
    * ({{ cosine_integral(angle, degrees_of_freedom) }}) / ({{ cosine_integral('0', degrees_of_freedom) }})
{%- endmacro %}

{#
    Expression (aggregate over quadrature_nodes, named `nodes`): the integral (double) of a power of the cosine, as a multiple of what
    the power is at the angle, from there to a right angle or to where nothing is left of it.
#}
{% macro cosine_integral(angle, degrees_of_freedom) -%}
    {%- set length = 'least(acos(0) - ' ~ angle ~ ', 12 / sqrt(' ~ degrees_of_freedom ~ '))' -%}
    {%- set ratio = 'greatest(cos(' ~ angle ~ ' + ' ~ length ~ ' * nodes.place), 0) / cos(' ~ angle ~ ')' -%}
    {{ ordered_sum(
        length ~ ' * nodes.weight * ' ~ power_or_zero(ratio, degrees_of_freedom ~ ' - 1'),
        'nodes.node'
    ) }}
{%- endmacro %}
