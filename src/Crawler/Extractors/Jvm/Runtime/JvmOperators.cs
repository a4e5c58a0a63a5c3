using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Operators on values.</summary>
internal static class JvmOperators
{
    public static Value Apply(string operation, Value left, Value right)
    {
        if (operation is "==" or "!=" or "===" or "!==" && (left is ChoiceValue || right is ChoiceValue))
        {
            return Compared(operation, left, right);
        }

        var (a, b) = (left.Primary, right.Primary);
        var taint = left.Taint ?? right.Taint ?? a.Taint ?? b.Taint;
        switch (operation)
        {
            case "==" or "===" when Equal(a, b) is { } equal:
                return ConstantValue.Of(equal).With(taint, partial: false);
            case "!=" or "!==" when Equal(a, b) is { } equal:
                return ConstantValue.Of(!equal).With(taint, partial: false);
            case "+" when a is ListValue first:
                return new ListValue { Items = [.. first.Items, .. b is ListValue second ? second.Items : [new Slot(b, null)]], IsOpen = first.IsOpen || b is ListValue { IsOpen: true } or UnknownValue };
            case "+" when a is RecordValue { Class: null } map && b is RecordValue { Class: null } more:
                var merged = new RecordValue { IsOpen = map.IsOpen || more.IsOpen };
                foreach (var source in new[] { map, more })
                {
                    foreach (var key in source.Keys)
                    {
                        source.TryGet(key, out var slot);
                        merged.Set(key, slot.Value, slot.Condition);
                    }
                }

                return merged;
            default:
                return a is ConstantValue { Content: double x } && b is ConstantValue { Content: double y } ? Number(operation, x, y, taint) : UnknownValue.Tainted(taint);
        }
    }

    /// <summary>Several values that may be meant: what the likeliest says holds for a plain start only, where another one says otherwise.</summary>
    private static Value Compared(string operation, Value left, Value right)
    {
        var options = (left is ChoiceValue first ? first.Options : [new Slot(left, null)])
            .SelectMany(l => (right is ChoiceValue second ? second.Options : [new Slot(right, null)]).Select(r => (Value: Apply(operation, l.Value, r.Value), Condition: l.Condition ?? r.Condition))).ToList();
        if (options.Exists(static o => o.Value.Truth is null))
        {
            return UnknownValue.Tainted(options.Select(static o => o.Value.Taint ?? o.Condition).FirstOrDefault(static t => t is not null));
        }

        var taint = options.Select(static o => o.Value.Taint).FirstOrDefault(static t => t is not null)
            ?? (options.Exists(o => o.Value.Truth != options[0].Value.Truth) ? options.Select(static o => o.Condition).FirstOrDefault(static c => c is not null) ?? "a value given at run time" : null);
        return ConstantValue.Of(options[0].Value.Truth == true).With(taint, partial: false);
    }

    /// <summary>Whether two values are the same; null where that is not known.</summary>
    public static bool? Equal(Value a, Value b) =>
        (a, b) switch
        {
            (ConstantValue { IsNothing: true }, ConstantValue { IsNothing: true }) => true,
            (ConstantValue { Partial: false } x, ConstantValue { Partial: false } y) => Equals(x.Content, y.Content),
            (RecordValue { Tag: EnumConstant x }, RecordValue { Tag: EnumConstant y }) => x.Name == y.Name,
            (RecordValue { Tag: EnumConstant x }, ConstantValue { Text: { } name }) => x.Name == name,
            (ConstantValue { Text: { } name }, RecordValue { Tag: EnumConstant x }) => x.Name == name,
            (ConstantValue { IsNothing: true }, not (UnknownValue or ChoiceValue)) or (not (UnknownValue or ChoiceValue), ConstantValue { IsNothing: true }) => false,
            _ when ReferenceEquals(a, b) && a is not UnknownValue => true,
            _ => null,
        };

    private static Value Number(string operation, double a, double b, string? taint)
    {
        Value result = operation switch
        {
            "-" => ConstantValue.Of(a - b),
            "*" => ConstantValue.Of(a * b),
            "/" when b != 0 => ConstantValue.Of(a == Math.Floor(a) && b == Math.Floor(b) ? Math.Truncate(a / b) : a / b),
            "%" when b != 0 => ConstantValue.Of(a % b),
            "<" => ConstantValue.Of(a < b),
            ">" => ConstantValue.Of(a > b),
            "<=" => ConstantValue.Of(a <= b),
            ">=" => ConstantValue.Of(a >= b),
            "<<" when b is >= 0 and < 53 => ConstantValue.Of(a * Math.Pow(2, b)),
            _ => UnknownValue.Plain,
        };
        return Machine.Taint(result, taint);
    }
}
