using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Comparison and arithmetic.</summary>
internal static class GoOperators
{
    public static Value Apply(string operation, Value left, Value right)
    {
        var taint = left.Taint ?? right.Taint ?? (left as ChoiceValue)?.Options[1].Condition ?? (right as ChoiceValue)?.Options[1].Condition;
        if (operation is "==" or "===" or "!=")
        {
            return Same(left, right) is not { } same ? UnknownValue.Tainted(taint) : ConstantValue.Of(same == (operation != "!=")).With(taint, partial: false);
        }

        return (left.Primary, right.Primary) switch
        {
            (ConstantValue { Content: double a }, ConstantValue { Content: double b }) => Number(operation, a, b) is { } result ? With(result, taint) : UnknownValue.Tainted(taint),
            (ConstantValue { Text: { } a }, ConstantValue { Text: { } b }) => Order(operation, string.CompareOrdinal(a, b)) is { } truth ? ConstantValue.Of(truth).With(taint, partial: false) : UnknownValue.Tainted(taint),
            _ => UnknownValue.Tainted(taint),
        };
    }

    private static Value With(Value value, string? taint) => value is ConstantValue constant ? constant.With(taint, partial: false) : value;

    private static bool? Same(Value left, Value right)
    {
        var (a, b) = (left is PointerValue ? left : left.Primary, right is PointerValue ? right : right.Primary);
        if (a is UnknownValue || b is UnknownValue)
        {
            return null;
        }

        if (a is ConstantValue x && b is ConstantValue y)
        {
            return x.IsNothing || y.IsNothing ? x.IsNothing && y.IsNothing : Equals(x.Content, y.Content);
        }

        if (a.IsNothing || b.IsNothing)
        {
            return IsEmpty(a.IsNothing ? b : a);
        }

        return ReferenceEquals(a, b) || ReferenceEquals(a.Primary, b.Primary) ? true : null;
    }

    /// <summary>Lists and maps that were only declared are <c>nil</c>; of what may hold more, it is not known.</summary>
    private static bool? IsEmpty(Value value) =>
        value switch
        {
            ListValue { IsOpen: true } => null,
            ListValue list => list.Items.Count == 0 && list.Node is null,
            RecordValue { IsOpen: true, Tag: GoType { Kind: not TypeKind.Named } } => null,
            RecordValue { Tag: GoType { Kind: TypeKind.Map } } map => map.Keys.Count == 0 && map.Node is null,
            _ => false,
        };

    private static Value? Number(string operation, double a, double b) =>
        operation switch
        {
            "+" => ConstantValue.Of(a + b),
            "-" => ConstantValue.Of(a - b),
            "*" => ConstantValue.Of(a * b),
            "/" when b != 0 => ConstantValue.Of(a == Math.Floor(a) && b == Math.Floor(b) ? Math.Truncate(a / b) : a / b),
            "%" when b != 0 => ConstantValue.Of(a % b),
            "<<" when b is >= 0 and < 63 => ConstantValue.Of(a * Math.Pow(2, b)),
            ">>" when b is >= 0 and < 63 => ConstantValue.Of(Math.Floor(a / Math.Pow(2, b))),
            "|" when Math.Abs(a) < 1e15 && Math.Abs(b) < 1e15 => ConstantValue.Of((long)a | (long)b),
            "&" when Math.Abs(a) < 1e15 && Math.Abs(b) < 1e15 => ConstantValue.Of((long)a & (long)b),
            _ => Order(operation, a.CompareTo(b)) is { } truth ? ConstantValue.Of(truth) : null,
        };

    private static bool? Order(string operation, int order) =>
        operation switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, ">=" => order >= 0, _ => null };
}
