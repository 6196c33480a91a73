{#
    Expression: the t (double) that Student's t is within of zero with a probability of 95 %, for 1 degree of freedom or more, which need
    not be whole. One over it is a polynomial of one over the degrees of freedom, fitted to ten digits.
#}
{% macro student_critical_value(degrees_of_freedom) -%}
    1 / ({{ polynomial('(2 / (' ~ degrees_of_freedom ~ ') - 1)', [
        '1.50634531512356e-07', '-3.25190642421732e-07', '-2.3944035788883e-07', '8.54181232322705e-07', '-6.85062417886492e-08',
        '1.49710898559317e-07', '-2.89194422049973e-06', '1.91806141330245e-06', '1.06788502574535e-05', '-2.31617089943901e-05',
        '-1.30843631410232e-05', '0.00012185749282762', '-8.52945780131024e-05', '-0.000583044820924066', '0.00140282572587565',
        '0.00135143802023794', '-0.0106297568738275', '0.00609552018497448', '0.0713605027296493', '-0.222721080981068',
        '0.232414759640179',
    ]) }})
{%- endmacro %}
