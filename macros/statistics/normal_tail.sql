{#
    Expression: the probability (double) that a standard normal variable is greater than a number that is not negative. A quotient of
    polynomials to 7.07, a continued fraction beyond: the approximation of J. F. Hart in the form of G. West (2005), to 14 decimals and,
    however small, seven digits.
#}
{% macro normal_tail(z) -%}
    case
        when {{ z }} < 7.07106781186547 then exp(-{{ z }} * {{ z }} / 2) * (
            {{ polynomial(z, [
                '3.52624965998911e-2', '0.700383064443688', '6.37396220353165', '33.912866078383', '112.079291497871',
                '221.213596169931', '220.206867912376',
            ]) }}
        ) / (
            {{ polynomial(z, [
                '8.83883476483184e-2', '1.75566716318264', '16.064177579207', '86.7807322029461', '296.564248779674',
                '637.333633378831', '793.826512519948', '440.413735824752',
            ]) }}
        )
        when {{ z }} < 37 then exp(-{{ z }} * {{ z }} / 2) / 2.506628274631 / (
            {{ z }} + 1 / ({{ z }} + 2 / ({{ z }} + 3 / ({{ z }} + 4 / ({{ z }} + 0.65))))
        )
        when {{ z }} >= 37 then 0
    end
{%- endmacro %}
