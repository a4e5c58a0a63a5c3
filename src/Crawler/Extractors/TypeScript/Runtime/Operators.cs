using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>JavaScript's operators on constants.</summary>
internal static class Operators
{
    public static Value Apply(string operation, Value left, Value right)
    {
        var taint = left.Taint ?? right.Taint;
        if (operation is "===" or "==" or "!==" or "!=")
        {
            return Equal(left, right, isLoose: operation.Length == 2) is { } equal ? ConstantValue.Of(equal == (operation[0] == '=')).With(taint, partial: false) : UnknownValue.Tainted(taint);
        }

        if (operation == "in")
        {
            return right.Primary is RecordValue record && left.Primary is ConstantValue key && (record.TryGet(key.ToString(), out _) || !record.IsOpen)
                ? ConstantValue.Of(record.TryGet(key.ToString(), out _)).With(taint, partial: false)
                : UnknownValue.Tainted(taint);
        }

        if (left.Primary is ConstantValue { Content: double a } && right.Primary is ConstantValue { Content: double b })
        {
            return Calculate(operation, a, b) is { } result ? (result as ConstantValue)!.With(taint, left.Partial || right.Partial) : UnknownValue.Tainted(taint);
        }

        return left.Primary is ConstantValue { Text: { } x } && right.Primary is ConstantValue { Text: { } y } && operation is "<" or ">" or "<=" or ">="
            ? Compare(operation, string.CompareOrdinal((left.Primary as ConstantValue)!.Text, (right.Primary as ConstantValue)!.Text), taint)
            : left.IsNothing && left.Taint is not null && operation is "<" or ">" or "<=" or ">=" ? ConstantValue.False.With(taint, partial: false)
            : UnknownValue.Tainted(taint);
    }

    private static bool? Equal(Value left, Value right, bool isLoose)
    {
        if (left is ChoiceValue or UnknownValue or GetterValue || right is ChoiceValue or UnknownValue or GetterValue)
        {
            return null;
        }

        if (left is ConstantValue a && right is ConstantValue b)
        {
            return a.Partial || b.Partial ? null
                : a.IsNothing || b.IsNothing ? a.IsNothing && b.IsNothing && (isLoose || a.IsUndefined == b.IsUndefined)
                : a.Content!.GetType() == b.Content!.GetType() || isLoose ? string.Equals(a.ToString(), b.ToString(), StringComparison.Ordinal) : false;
        }

        return left is ConstantValue || right is ConstantValue ? false : ReferenceEquals(left, right);
    }

    private static Value Compare(string operation, int order, string? taint) =>
        ConstantValue.Of(operation switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 }).With(taint, partial: false);

    private static Value? Calculate(string operation, double a, double b) =>
        operation switch
        {
            "+" => ConstantValue.Of(a + b),
            "-" => ConstantValue.Of(a - b),
            "*" => ConstantValue.Of(a * b),
            "/" => ConstantValue.Of(a / b),
            "%" => ConstantValue.Of(a % b),
            "**" => ConstantValue.Of(Math.Pow(a, b)),
            "<" => ConstantValue.Of(a < b),
            ">" => ConstantValue.Of(a > b),
            "<=" => ConstantValue.Of(a <= b),
            ">=" => ConstantValue.Of(a >= b),
            "|" => ConstantValue.Of((double)(ToInt(a) | ToInt(b))),
            "&" => ConstantValue.Of((double)(ToInt(a) & ToInt(b))),
            "<<" => ConstantValue.Of((double)(ToInt(a) << (ToInt(b) & 31))),
            _ => null,
        };

    private static int ToInt(double number) => double.IsFinite(number) && Math.Abs(number) < 1e15 ? unchecked((int)(long)number) : 0;
}
