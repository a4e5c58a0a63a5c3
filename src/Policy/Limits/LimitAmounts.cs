using System.Numerics;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Limits;

/// <summary>What one call draws on limits, read from its arguments once; one thread.</summary>
internal sealed class LimitAmounts(CallContext context)
{
    /// <summary>Amounts beyond this many digits, written out, are refused (section 6).</summary>
    private const int MaxDigits = 38;

    private static readonly BigInteger OneCall = 1_000_000_000;

    // Limits draw one amount as a rule, and ask for it twice: whether it is one, and how much.
    private ConditionPath? _path;
    private (BigInteger? Nanos, string? Fault) _read;

    /// <summary>What a limit is drawn by, in billionths; where it cannot be, why.</summary>
    internal (BigInteger? Nanos, string? Fault) Of(CompiledLimit limit)
    {
        if (limit.Amount is not { } path)
        {
            return (OneCall, null);
        }

        if (!ReferenceEquals(path, _path))
        {
            (_path, _read) = (path, Read(path));
        }

        return _read;
    }

    private (BigInteger? Nanos, string? Fault) Read(ConditionPath path)
    {
        var walk = path.Walk(context.Facts);
        if (walk.Problem is not null)
        {
            return (null, walk.Problem);
        }

        var value = walk.Values[0];
        if (value is null)
        {
            return (null, $"`{path.Text}` must be there: it is drawn on a limit");
        }

        var amount = ExactDecimal.FromJsonOrNull(value.Value);
        if (amount is null)
        {
            return (null, $"`{path.Text}` must be a number of at most {MaxDigits} digits");
        }

        return amount switch
        {
            { Sign: < 0 } => (null, $"`{path.Text}` must not be negative"),
            { WrittenOutDigits: > MaxDigits } => (null, $"`{path.Text}` must be a number of at most {MaxDigits} digits"),
            _ => (amount.CeilingScaledOrNull(9), null),
        };
    }
}
