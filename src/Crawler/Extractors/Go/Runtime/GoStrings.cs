using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Package <c>strings</c>.</summary>
internal static class GoStrings
{
    private const int MostRepeats = 1_000;

    public static Value? CallOrNull(Machine machine, string name, CallSite call)
    {
        if (name == "Join")
        {
            return call.Arguments.Count == 2 && machine.ItemsOrNull(call.Arguments[0]) is { } items && Native.TextOrNull(call, 1) is { } separator
                ? Joined(machine, [.. items.Select(static i => i.Value)], separator)
                : UnknownValue.Plain;
        }

        if (call[0] is not ConstantValue { Text: { } text } constant)
        {
            return UnknownValue.Tainted(call[0].Taint);
        }

        var second = Native.TextOrNull(call, 1);
        var third = Native.TextOrNull(call, 2);
        if (call.Arguments.Count > 1 && call[1] is UnknownValue)
        {
            return UnknownValue.Tainted(call[1].Taint ?? constant.Taint);
        }

        switch (name)
        {
            case "ToLower": return Native.Text(text.ToLowerInvariant(), constant);
            case "ToUpper": return Native.Text(text.ToUpperInvariant(), constant);
            case "TrimSpace": return Native.Text(text.Trim(), constant);
            case "Title": return Native.Text(text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..], constant);
            case "Fields": return List(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), constant);
            case "Repeat": return Native.Int(call, 1, -1) is >= 0 and <= MostRepeats and var count && text.Length < 1000 ? Native.Text(string.Concat(Enumerable.Repeat(text, count)), constant) : UnknownValue.Plain;
            default: break;
        }

        return second is null ? null : WithSecond(name, text, second, third, constant);
    }

    /// <summary>Texts with something between them.</summary>
    public static Value Joined(Machine machine, IReadOnlyList<Value> values, string separator)
    {
        var parts = new List<Value>();
        foreach (var value in values)
        {
            if (parts.Count > 0)
            {
                parts.Add(ConstantValue.Of(separator));
            }

            parts.Add(value);
        }

        return machine.Join(parts);
    }

    private static Value? WithSecond(string name, string text, string second, string? third, ConstantValue constant) =>
        name switch
        {
            "ReplaceAll" or "Replace" => third is null || second.Length == 0 ? UnknownValue.Plain : Native.Text(text.Replace(second, third, StringComparison.Ordinal), constant),
            "Trim" => Native.Text(text.Trim(second.ToCharArray()), constant),
            "TrimLeft" => Native.Text(text.TrimStart(second.ToCharArray()), constant),
            "TrimRight" => Native.Text(text.TrimEnd(second.ToCharArray()), constant),
            "TrimPrefix" => Native.Text(text.StartsWith(second, StringComparison.Ordinal) ? text[second.Length..] : text, constant),
            "TrimSuffix" => Native.Text(text.EndsWith(second, StringComparison.Ordinal) ? text[..^second.Length] : text, constant),
            "Split" or "SplitN" => List(second.Length == 0 ? [.. text.Select(static c => c.ToString())] : text.Split(second), constant),
            "Contains" => Native.Truth(text.Contains(second, StringComparison.Ordinal), constant),
            "HasPrefix" => Native.Truth(text.StartsWith(second, StringComparison.Ordinal), constant),
            "HasSuffix" => Native.Truth(text.EndsWith(second, StringComparison.Ordinal), constant),
            "EqualFold" => Native.Truth(text.Equals(second, StringComparison.OrdinalIgnoreCase), constant),
            "Index" => Native.Number(text.IndexOf(second, StringComparison.Ordinal), constant),
            "LastIndex" => Native.Number(text.LastIndexOf(second, StringComparison.Ordinal), constant),
            "Cut" => text.IndexOf(second, StringComparison.Ordinal) is >= 0 and var at
                ? GoTuple.Of(Native.Text(text[..at], constant), Native.Text(text[(at + second.Length)..], constant), Native.Truth(true, constant))
                : GoTuple.Of(constant, ConstantValue.Of(""), Native.Truth(false, constant)),
            _ => null,
        };

    private static ListValue List(string[] parts, ConstantValue source) =>
        new() { Items = [.. parts.Take(EvaluationBudget.MostRounds).Select(p => new Slot(Native.Text(p, source), null))], Taint = source.Taint };
}
