using System.Globalization;
using System.Text;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>The methods of texts, and values as texts.</summary>
internal static class PythonTexts
{
    public static Value Member(ConstantValue value, string text, string name)
    {
        switch (name)
        {
            case "strip" or "lstrip" or "rstrip" or "lower" or "upper" or "title" or "capitalize" or "casefold" or "swapcase" or "expandtabs":
                return Native.Of(name, (_, call) => Native.Text(Simple(text, name, Native.TextOrNull(call, 0)), value));
            case "encode" or "decode" or "value" or "__str__":
                return name == "value" ? value : Native.Of(name, (_, _) => value);
            case "startswith" or "endswith":
                return Native.Of(name, (machine, call) => Ends(machine, call[0], text, name) is { } truth ? Native.Truth(truth, value) : UnknownValue.Tainted(value.Taint));
            case "isdigit" or "isnumeric" or "isdecimal":
                return Native.Of(name, (_, _) => Native.Truth(text.Length > 0 && text.All(char.IsAsciiDigit), value));
            case "isupper" or "islower" or "isalpha":
                return Native.Of(name, (_, _) => Native.Truth(text.Any(char.IsLetter) && text.All(c => name switch { "isupper" => !char.IsLower(c), "islower" => !char.IsUpper(c), _ => char.IsLetter(c) }), value));
            case "replace":
                return Native.Of(name, (machine, call) => Native.TextOrNull(call, 0) is { Length: > 0 } old
                    ? call[1] is ConstantValue { Text: { } with } replacement ? Native.Text(text.Replace(old, with, StringComparison.Ordinal), machine.Join([value, replacement])) : text.Contains(old, StringComparison.Ordinal) ? value.With(null, partial: true) : value
                    : value.With(null, partial: true));
            case "removeprefix" or "removesuffix":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { Length: > 0 } part
                    ? Native.Text(name == "removeprefix" && text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..] : name == "removesuffix" && text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length] : text, value)
                    : value);
            case "split" or "rsplit":
                return Native.Of(name, (_, call) => Split(value, text, call));
            case "splitlines":
                return Native.Of(name, (_, _) => ListValue.Of(text.Split('\n').Select(t => Native.Text(t.TrimEnd('\r'), value))));
            case "join":
                return Native.Of(name, (machine, call) => JoinedWith(machine, value, call[0]));
            case "format":
                return Native.Of(name, (machine, call) => Format(machine, value, text, call));
            case "find" or "index" or "count":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } part && name != "count" ? Native.Number(text.IndexOf(part, StringComparison.Ordinal), value) : UnknownValue.Plain);
            case "__slice__":
                return Native.Of(name, (_, call) => Slice(text.Length, call) is { } range ? Native.Text(text[range], value) : UnknownValue.Tainted(value.Taint));
            default:
                return UnknownValue.Tainted(value.Taint);
        }
    }

    /// <summary>A value as Python's <c>str</c> writes it; null where it is not constant.</summary>
    public static string? TextOrNull(Machine machine, Value value, bool quoted = false, int depth = 0)
    {
        switch (value.Primary)
        {
            case ConstantValue { IsNothing: true }:
                return "None";
            case ConstantValue { Content: bool truth }:
                return truth ? "True" : "False";
            case ConstantValue { Text: { } text }:
                return quoted ? text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? $"\"{text}\"" : $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'" : text;
            case ConstantValue constant:
                return constant.ToString();
            case ListValue { IsOpen: false } list when depth < 6 && list.Items.Count < 500:
                var parts = list.Items.Select(i => TextOrNull(machine, i.Value, quoted: true, depth + 1)).ToList();
                var (open, close) = list.Node?.Text switch { "tuple" => ("(", parts.Count == 1 ? ",)" : ")"), "set" => ("{", "}"), _ => ("[", "]") };
                return parts.Contains(null) ? null : open + string.Join(", ", parts) + close;
            case RecordValue { Class: null, Tag: null, IsOpen: false } record when depth < 6 && record.Keys.Count < 500:
                var members = record.Keys.Select(k => TextOrNull(machine, record.FindOrNull(k)!, quoted: true, depth + 1) is { } member ? $"'{k}': {member}" : null).ToList();
                return members.Contains(null) ? null : "{" + string.Join(", ", members) + "}";
            default:
                return null;
        }
    }

    /// <summary>What a substitution puts into a text: a hole where it is not constant.</summary>
    public static Value AsText(Machine machine, Value value) =>
        TextOrNull(machine, value) is { } text
            ? ConstantValue.Of(text).With(value.Taint ?? value.Primary.Taint, value.Primary.Partial)
            : UnknownValue.Tainted(value.Taint);

    /// <summary>The part that a slice takes; null where its bounds are not constant.</summary>
    public static Range? Slice(int length, CallSite call)
    {
        if (call.Arguments.Count != 2 || call[0] is not ConstantValue { Content: null or double } || call[1] is not ConstantValue { Content: null or double })
        {
            return null;
        }

        var start = Bound(call[0], 0, length);
        var end = Bound(call[1], length, length);
        return start < end ? start..end : 0..0;
    }

    private static int Bound(Value value, int usual, int length)
    {
        var at = value is ConstantValue { Content: double number } ? (int)Math.Clamp(number, -1e9, 1e9) : usual;
        return Math.Clamp(at < 0 ? at + length : at, 0, length);
    }

    private static string Simple(string text, string name, string? characters) =>
        name switch
        {
            "strip" => characters is null ? text.Trim() : text.Trim(characters.ToCharArray()),
            "lstrip" => characters is null ? text.TrimStart() : text.TrimStart(characters.ToCharArray()),
            "rstrip" => characters is null ? text.TrimEnd() : text.TrimEnd(characters.ToCharArray()),
            "lower" or "casefold" => text.ToLowerInvariant(),
            "upper" => text.ToUpperInvariant(),
            "title" => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()),
            "capitalize" => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant(),
            _ => text,
        };

    private static bool? Ends(Machine machine, Value part, string text, string name)
    {
        var parts = part is ListValue list ? (machine.ItemsOrNull(list) ?? []).Select(static i => (i.Value.Primary as ConstantValue)?.Text).ToList() : [(part as ConstantValue)?.Text];
        return parts.Contains(null) ? null : parts.Exists(p => name == "startswith" ? text.StartsWith(p!, StringComparison.Ordinal) : text.EndsWith(p!, StringComparison.Ordinal));
    }

    private static Value Split(ConstantValue value, string text, CallSite call)
    {
        if (call.Arguments.Count > 1 || call.Named.Count > 0 || (call.Arguments.Count == 1 && call[0] is not ConstantValue { Content: null or string { Length: > 0 } }))
        {
            return UnknownValue.Tainted(value.Taint);
        }

        var parts = Native.TextOrNull(call, 0) is { } separator ? text.Split(separator) : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return ListValue.Of(parts.Take(EvaluationBudget.MostItems).Select(p => Native.Text(p, value)));
    }

    private static Value JoinedWith(Machine machine, ConstantValue separator, Value items)
    {
        if (machine.ItemsOrNull(items) is not { } list)
        {
            return items is RecordValue { Class: null } record ? machine.Join([ConstantValue.Of(string.Join(separator.Text, record.Keys))]) : UnknownValue.Tainted(items.Taint);
        }

        var parts = new List<Value>();
        foreach (var item in list)
        {
            if (parts.Count > 0)
            {
                parts.Add(separator);
            }

            parts.Add(item.Value);
        }

        if (items is ListValue { IsOpen: true })
        {
            parts.Add(UnknownValue.Plain);
        }

        return parts.Count == 0 ? ConstantValue.Of("") : machine.Join(parts);
    }

    /// <summary><c>str.format</c> with plain fields, by position or name.</summary>
    private static Value Format(Machine machine, ConstantValue value, string text, CallSite call)
    {
        var parts = new List<Value> { ConstantValue.Of("").With(value.Taint, value.Partial) };
        var plain = new StringBuilder();
        var next = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                plain.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is > 0 and var end)
            {
                parts.Add(ConstantValue.Of(plain.ToString()));
                plain.Clear();
                var field = text[(i + 1)..end];
                parts.Add(AsText(machine, Field(field, call, ref next)));
                i = end;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        parts.Add(ConstantValue.Of(plain.ToString()));
        return machine.Join(parts);
    }

    private static Value Field(string field, CallSite call, ref int next)
    {
        if (field.Length == 0)
        {
            return next < call.Arguments.Count ? call.Arguments[next++] : UnknownValue.Plain;
        }

        return int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < call.Arguments.Count ? call.Arguments[at] : call.Named.GetValueOrDefault(field) ?? UnknownValue.Plain;
    }
}
