using System.Globalization;
using System.Text;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Methods of texts.</summary>
internal static class TextMembers
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(@"\.[]{}()*+?^$|");

    public static Value? Of(ConstantValue value, string name)
    {
        var text = value.Text!;
        Value? Method(Func<CallSite, string?> work) => Native.Of(name, (_, call) => work(call) is { Length: <= EvaluationBudget.LongestText } result ? Native.Text(result, value) : UnknownValue.Plain);
        Value? Test(Func<string, bool> work) => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } other && !value.Partial ? Native.Truth(work(other), value) : UnknownValue.Tainted(value.Taint));
        switch (name)
        {
            case "trim()" or "strip()":
                return Method(_ => text.Trim());
            case "stripLeading()" or "trimStart()":
                return Method(_ => text.TrimStart());
            case "stripTrailing()" or "trimEnd()":
                return Method(_ => text.TrimEnd());
            case "trimIndent()" or "stripIndent()":
                return Method(_ => TrimIndent(text));
            case "trimMargin()":
                return Method(call => TrimMargin(text, Native.TextOrNull(call, 0) ?? "|"));
            case "toLowerCase()" or "lowercase()":
                return Method(_ => text.ToLowerInvariant());
            case "toUpperCase()" or "uppercase()":
                return Method(_ => text.ToUpperInvariant());
            case "toString()" or "intern()" or "orEmpty()" or "asText()" or "getAsString()" or "content" or "block()" or "get()" or "join()" or "orElseThrow()" or "toCharArray()" or "readAllBytes()" or "readText()" or "bufferedReader()" or "reader()" or "openStream()" or "getBytes()":
                return name.EndsWith("()", StringComparison.Ordinal) ? Method(_ => text) : value;
            case "orElse()" or "orElseGet()" or "ifEmpty()" or "ifBlank()":
                return text.Length > 0 || name.StartsWith("or", StringComparison.Ordinal) ? Method(_ => text) : null;
            case "concat()" or "plus()":
                return Native.Of(name, (m, call) => m.Join([value, call.Arguments.ElementAtOrDefault(0) ?? UnknownValue.Plain]));
            case "replace()" or "replaceAll()":
                return Method(call => Native.TextOrNull(call, 0) is { Length: > 0 } from && Native.TextOrNull(call, 1) is { } to && (name == "replace()" || IsPlain(from)) ? text.Replace(from, to, StringComparison.Ordinal) : null);
            case "repeat()":
                return Method(call => Native.Int(call, 0, -1) is >= 0 and var times && (long)times * text.Length <= EvaluationBudget.LongestText ? string.Concat(Enumerable.Repeat(text, times)) : null);
            case "substring()":
                return Method(call => Native.Int(call, 0, -1) is >= 0 and var from && Native.Int(call, 1, text.Length) is var to && from <= to && to <= text.Length ? text[from..to] : null);
            case "removePrefix()":
                return Method(call => Native.TextOrNull(call, 0) is { } prefix && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text);
            case "removeSuffix()":
                return Method(call => Native.TextOrNull(call, 0) is { } suffix && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text);
            case "formatted()" or "format()":
                return Native.Of(name, (_, call) => Formatted(value, call.Arguments));
            case "length()" or "length":
                return name == "length" ? Native.Number(text.Length, value) : Native.Of(name, (_, _) => Native.Number(text.Length, value));
            case "isEmpty()" or "isBlank()" or "isNullOrEmpty()" or "isNullOrBlank()":
                return Native.Of(name, (_, _) => Native.Truth(string.IsNullOrWhiteSpace(text) && (text.Length == 0 || name.Contains("Blank", StringComparison.Ordinal)), value));
            case "isNotEmpty()" or "isNotBlank()" or "isPresent()":
                return Native.Of(name, (_, _) => Native.Truth(text.Length > 0 && (name == "isNotEmpty()" || !string.IsNullOrWhiteSpace(text)), value));
            case "equals()" or "contentEquals()":
                return Test(other => text == other);
            case "equalsIgnoreCase()":
                return Test(other => text.Equals(other, StringComparison.OrdinalIgnoreCase));
            case "startsWith()":
                return Test(other => text.StartsWith(other, StringComparison.Ordinal));
            case "endsWith()":
                return Test(other => text.EndsWith(other, StringComparison.Ordinal));
            case "contains()":
                return Test(other => text.Contains(other, StringComparison.Ordinal));
            case "split()":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { Length: > 0 } at && IsPlain(at) ? ListValue.Of(text.Split(at).Take(EvaluationBudget.MostItems).Select(static p => (Value)ConstantValue.Of(p))) : UnknownValue.Plain);
            case "lines()":
                return Native.Of(name, (_, _) => ListValue.Of(text.Split('\n').Take(EvaluationBudget.MostItems).Select(static p => (Value)ConstantValue.Of(p))));
            default:
                return null;
        }
    }

    /// <summary>The items of a list put together; what is not constant leaves a hole.</summary>
    public static Value Joined(Machine machine, Value? separator, ListValue list, string before = "", string after = "")
    {
        var parts = new List<Value> { ConstantValue.Of(before) };
        foreach (var item in list.Items)
        {
            if (parts.Count > 1)
            {
                parts.Add(separator ?? ConstantValue.Of(""));
            }

            parts.Add(item.Value.Primary is RecordValue { Tag: EnumConstant constant } ? ConstantValue.Of(constant.Name) : item.Value);
        }

        parts.Add(list.IsOpen ? UnknownValue.Plain : ConstantValue.Of(after));
        return machine.Join(parts);
    }

    /// <summary><c>"… %s …".formatted(x)</c>; places that are not plain make the whole partial.</summary>
    public static Value Formatted(Value format, IReadOnlyList<Value> values)
    {
        if (format.Primary is not ConstantValue { Text: { } text })
        {
            return UnknownValue.Plain;
        }

        var result = new StringBuilder();
        var isPartial = format.Primary.Partial;
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var end = i + 1;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '$' or ',' or '-' or '.' or '+' or '#'))
            {
                end++;
            }

            var flags = text[(i + 1)..end];
            var kind = end < text.Length ? text[end] : '%';
            i = end;
            if (kind is '%' or 'n')
            {
                result.Append(kind == 'n' ? '\n' : '%');
                continue;
            }

            var index = flags.EndsWith('$') && int.TryParse(flags[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position - 1 : next++;
            var value = index >= 0 && index < values.Count ? values[index].Primary : UnknownValue.Plain;
            var part = value is ConstantValue constant ? constant.ToString() : value is RecordValue { Tag: EnumConstant name } ? name.Name : value is ListValue list && Machine.JoinedOrNull(list, ", ") is { } items ? $"[{items}]" : null;
            isPartial |= part is null || value.Partial || (flags.Length > 0 && !flags.EndsWith('$'));
            result.Append(part ?? "{…}");
        }

        return result.Length <= EvaluationBudget.LongestText ? ConstantValue.Of(result.ToString()).With(format.Taint, isPartial) : UnknownValue.Plain;
    }

    /// <summary>Takes off what all lines that are not blank are indented by, and the first and last line where they are blank.</summary>
    public static string TrimIndent(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var least = lines.Where(static l => !string.IsNullOrWhiteSpace(l)).Select(static l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return Lines(lines, l => string.IsNullOrWhiteSpace(l) ? (l.Length <= least ? "" : l[least..]) : l[least..]);
    }

    private static string TrimMargin(string text, string margin) =>
        Lines(text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'), l => l.TrimStart().StartsWith(margin, StringComparison.Ordinal) ? l.TrimStart()[margin.Length..] : l);

    private static string Lines(string[] lines, Func<string, string> take)
    {
        var kept = lines.Select((l, i) => (Line: l, IsEdge: i == 0 || i == lines.Length - 1)).Where(static l => !(l.IsEdge && string.IsNullOrWhiteSpace(l.Line))).Select(l => take(l.Line));
        return string.Join('\n', kept);
    }

    private static bool IsPlain(string pattern) => pattern.AsSpan().IndexOfAny(Special) < 0;
}
