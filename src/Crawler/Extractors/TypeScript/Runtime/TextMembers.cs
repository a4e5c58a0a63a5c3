using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Members of texts. Patterns of the source are never run; the few that mean "any white space" are known by their words.</summary>
internal static partial class TextMembers
{
    public static Value Member(ConstantValue value, string text, string name)
    {
        switch (name)
        {
            case "length":
                return Native.Number(text.Length, value);
            case "trim" or "trimStart" or "trimEnd" or "trimLeft" or "trimRight" or "toLowerCase" or "toUpperCase" or "toLocaleLowerCase" or "toLocaleUpperCase" or "toString" or "valueOf" or "normalize":
                return Native.Of(name, (_, _) => Native.Text(Simple(text, name), value));
            case "includes" or "startsWith" or "endsWith":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } other ? Native.Truth(Test(text, other, name), value) : UnknownValue.Tainted(value.Taint));
            case "indexOf" or "lastIndexOf":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } other
                    ? Native.Number(name == "indexOf" ? text.IndexOf(other, StringComparison.Ordinal) : text.LastIndexOf(other, StringComparison.Ordinal), value)
                    : UnknownValue.Plain);
            case "split":
                return Native.Of(name, (_, call) => Split(value, text, call));
            case "replace" or "replaceAll":
                return Native.Of(name, (machine, call) => Replace(machine, value, text, name, call));
            case "slice" or "substring" or "substr":
                return Native.Of(name, (_, call) => Native.Text(Cut(text, name, call), value));
            case "concat":
                return Native.Of(name, (machine, call) => machine.Join([value, .. call.Arguments]));
            case "repeat":
                return Native.Of(name, (_, call) => Native.Int(call, 0, -1) is >= 0 and var times && (long)times * text.Length < EvaluationBudget.LongestText / 10
                    ? Native.Text(new StringBuilder().Insert(0, text, times).ToString(), value)
                    : UnknownValue.Plain);
            case "padEnd" or "padStart":
                return Native.Of(name, (_, call) => Native.Int(call, 0, 0) is < 1000 and var width && (call.Arguments.Count < 2 || Native.TextOrNull(call, 1) == " ")
                    ? Native.Text(name == "padEnd" ? text.PadRight(Math.Max(width, 0)) : text.PadLeft(Math.Max(width, 0)), value)
                    : UnknownValue.Plain);
            case "charAt" or "at":
                return Native.Of(name, (_, call) => Native.Int(call, 0, 0) is var at && (at < 0 ? at + text.Length : at) is >= 0 and var index && index < text.Length
                    ? Native.Text(text[index].ToString(), value)
                    : Native.Text("", value));
            case "charCodeAt" or "codePointAt":
                return Native.Of(name, (_, call) => Native.Int(call, 0, 0) is >= 0 and var at && at < text.Length ? Native.Number(text[at], value) : UnknownValue.Plain);
            case "href" or "pathname" when text.StartsWith("file://", StringComparison.Ordinal):
                return Native.Text(name == "href" ? text : text[7..], value);
            case "match" or "matchAll" or "search" or "localeCompare":
                return Native.Of(name, (_, _) => UnknownValue.Tainted(value.Taint));
            default:
                return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < text.Length
                    ? Native.Text(text[position].ToString(), value)
                    : ConstantValue.Undefined;
        }
    }

    private static string Simple(string text, string name) =>
        name switch
        {
            "trim" => text.Trim(),
            "trimStart" or "trimLeft" => text.TrimStart(),
            "trimEnd" or "trimRight" => text.TrimEnd(),
            "toLowerCase" or "toLocaleLowerCase" => text.ToLowerInvariant(),
            "toUpperCase" or "toLocaleUpperCase" => text.ToUpperInvariant(),
            _ => text,
        };

    private static bool Test(string text, string other, string name) =>
        name switch
        {
            "includes" => text.Contains(other, StringComparison.Ordinal),
            "startsWith" => text.StartsWith(other, StringComparison.Ordinal),
            _ => text.EndsWith(other, StringComparison.Ordinal),
        };

    private static Value Split(ConstantValue value, string text, CallSite call)
    {
        if (Native.TextOrNull(call, 0) is not { } separator)
        {
            return UnknownValue.Tainted(value.Taint);
        }

        var parts = separator.Length == 0 ? text.Take(EvaluationBudget.MostItems).Select(static c => c.ToString()) : text.Split(separator).Take(EvaluationBudget.MostItems);
        return ListValue.Of(parts.Select(p => Native.Text(p, value)));
    }

    private static Value Replace(Machine machine, ConstantValue value, string text, string name, CallSite call)
    {
        if (call[1] is not ConstantValue { Text: { } with } replacement)
        {
            return call[0] is ConstantValue { Text: { } sought } && !text.Contains(sought, StringComparison.Ordinal)
                ? value
                : call[1] is FunctionValue ? ByFunction(machine, value, text, call) : machine.Join([value, ConstantValue.Of("").With(null, partial: true)]);
        }

        if (call[0] is ConstantValue { Text: { Length: > 0 } plain })
        {
            var at = text.IndexOf(plain, StringComparison.Ordinal);
            var result = name == "replaceAll" ? text.Replace(plain, with, StringComparison.Ordinal) : at < 0 ? text : string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + plain.Length));
            return Native.Text(result, value).Primary is ConstantValue { } c ? c.With(replacement.Taint, replacement.Partial) : value;
        }

        return call[0] is RecordValue { Tag: string pattern } && Known(pattern) is { } known ? Native.Text(known.Replace(text, HasGroup(with) ? with : with.Replace("$", "$$", StringComparison.Ordinal)), value) : value.With(null, partial: true);
    }

    private static bool HasGroup(string replacement) => replacement.Contains("$1", StringComparison.Ordinal) || replacement.Contains("$2", StringComparison.Ordinal);

    /// <summary>Replacing by a function is followed for the one pattern that names use: a letter after a mark, or a capital.</summary>
    private static Value ByFunction(Machine machine, ConstantValue value, string text, CallSite call)
    {
        if (call[0] is not RecordValue { Tag: string pattern } || Known(pattern) is not { } known)
        {
            return value.With(null, partial: true);
        }

        var whole = true;
        var result = known.Replace(text, match =>
        {
            var groups = match.Groups.Cast<Group>().Select(static g => (Value)ConstantValue.Of(g.Value)).ToList();
            var part = machine.Call(call.Arguments[1], groups) as ConstantValue;
            whole &= part?.Text is not null;
            return part?.Text ?? "";
        });
        return whole ? Native.Text(result, value) : value.With(null, partial: true);
    }

    /// <summary>Patterns of our own that mean what a few usual ones of the source mean; null for all others.</summary>
    private static Regex? Known(string pattern) =>
        pattern switch
        {
            @"/\s+/g" => Spaces,
            @"/\n/g" => Lines,
            @"/\n+/g" or @"/\r?\n/g" => Lines,
            @"/^\s+|\s+$/g" => Ends,
            @"/^\s+/gm" => Margins,
            @"/\n\s+/g" or @"/\n\s*/g" => Indents,
            @"/[A-Z]/g" or @"/([A-Z])/g" => Capitals,
            @"/([a-z])([A-Z])/g" or @"/([a-z0-9])([A-Z])/g" => Humps,
            @"/-/g" => Dashes,
            @"/_/g" => Underscores,
            @"/\//g" => Slashes,
            @"/\./g" => Dots,
            @"/ /g" => Blanks,
            @"/_([a-z])/g" => AfterUnderscore,
            @"/-([a-z])/g" => AfterDash,
            @"/[^a-zA-Z0-9_-]/g" or @"/[^a-zA-Z0-9-_]/g" => Foreign,
            _ => OneOfPlain().Match(pattern) is { Success: true } match ? new Regex(match.Groups["class"].Value, RegexOptions.NonBacktracking, Limit) : null,
        };

    /// <summary>One class of plain characters, once or several times: it means the same here as in the source, and costs nothing to look for.</summary>
    [GeneratedRegex(@"^/(?<class>\[\^?[A-Za-z0-9 $_.,:;@#%&=*/-]{1,60}\]\+?)/g$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneOfPlain();

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Regex Spaces = new(@"\s+", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Lines = new(@"\n", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Ends = new(@"\A\s+|\s+\z", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Margins = new(@"^\s+", RegexOptions.NonBacktracking | RegexOptions.Multiline, Limit);
    private static readonly Regex Indents = new(@"\n\s+", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Capitals = new("(?<a>[A-Z])", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Humps = new("(?<a>[a-z0-9])(?<b>[A-Z])", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Dashes = new("-", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Underscores = new("_", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Slashes = new("/", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Dots = new(@"\.", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Blanks = new(" ", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex AfterUnderscore = new("_(?<a>[a-z])", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex AfterDash = new("-(?<a>[a-z])", RegexOptions.NonBacktracking, Limit);
    private static readonly Regex Foreign = new("[^a-zA-Z0-9_-]", RegexOptions.NonBacktracking, Limit);

    private static string Cut(string text, string name, CallSite call)
    {
        var start = Native.Int(call, 0, 0);
        if (name == "substr")
        {
            start = start < 0 ? Math.Max(0, start + text.Length) : Math.Min(start, text.Length);
            return text.Substring(start, Math.Clamp(Native.Int(call, 1, text.Length), 0, text.Length - start));
        }

        var end = Native.Int(call, 1, text.Length);
        if (name == "slice")
        {
            start = start < 0 ? start + text.Length : start;
            end = end < 0 ? end + text.Length : end;
        }

        start = Math.Clamp(start, 0, text.Length);
        end = Math.Clamp(end, 0, text.Length);
        return name == "substring" && end < start ? text[end..start] : end > start ? text[start..end] : "";
    }
}
