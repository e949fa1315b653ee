using System.Numerics;

namespace IspDigital.Tests.Proofs;

/// <summary>Rounding as whole numbers do it, without any fraction: half away from zero to the unit. Shares nothing with the product's.</summary>
internal static class ExactMoney
{
    /// <summary><c>amount × numerator ÷ denominator</c> in poisha, to the unit.</summary>
    public static long Share(long amount, long numerator, long denominator, int unit)
    {
        var dividend = new BigInteger(amount) * numerator;
        var divisor = new BigInteger(denominator) * unit;
        var (units, rest) = BigInteger.DivRem(BigInteger.Abs(dividend), divisor);
        return (long)((units + (rest * 2 >= divisor ? 1 : 0)) * unit * dividend.Sign);
    }
}
