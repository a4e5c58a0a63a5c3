using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Catalog.Policy.Operators.Paths;

/// <summary>Reads the text of a path, left to right.</summary>
internal static class ConditionPathParser
{
    private const string Forms = "write `args.name`, `args.list[0]`, `args[\"odd.key\"]`, `args.list[*].name`, `grant.label` or `grant.claims.name`";

    internal static ConditionPath? ParseOrNull(string text, out string? problem)
    {
        var (root, start) = RootOf(text);
        if (start < 0)
        {
            problem = $"the path `{text}` begins with neither `args` nor `grant.label` nor `grant.claims`: {Forms}";
            return null;
        }

        if (root == PathRoot.GrantLabel)
        {
            problem = start == text.Length ? null : $"`grant.label` is a string, nothing is inside it: {Forms}";
            return problem is null ? new ConditionPath(text, root, []) : null;
        }

        var steps = new List<PathStep>();
        var at = start;
        while (at < text.Length)
        {
            var step = StepOrNull(text, ref at, out problem);
            if (step is null)
            {
                return null;
            }

            steps.Add(step.Value);
        }

        problem = steps.Count > 0 ? null : $"the path `{text}` names nothing inside `{text}`: {Forms}";
        return problem is null ? new ConditionPath(text, root, steps) : null;
    }

    private static (PathRoot Root, int Start) RootOf(string text)
    {
        foreach (var (prefix, root) in new[] { ("args", PathRoot.Arguments), ("grant.label", PathRoot.GrantLabel), ("grant.claims", PathRoot.GrantClaims) })
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && (text.Length == prefix.Length || text[prefix.Length] is '.' or '['))
            {
                return (root, prefix.Length);
            }
        }

        return (default, -1);
    }

    private static PathStep? StepOrNull(string text, ref int at, out string? problem)
    {
        if (text[at] == '.')
        {
            return MemberOrNull(text, ref at, out problem);
        }

        if (text[at] != '[')
        {
            problem = $"the path `{text}` has `{text[at]}` where `.` or `[` is expected, at character {at + 1}";
            return null;
        }

        at++;
        if (at < text.Length && text[at] == '"')
        {
            return QuotedOrNull(text, ref at, out problem);
        }

        var end = text.IndexOf(']', at);
        var inside = end < 0 ? text[at..] : text[at..end];
        at = end + 1;
        problem = null;
        if (end >= 0 && inside == "*")
        {
            return PathStep.EveryElement;
        }

        if (end >= 0 && IsIndex(inside) && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return PathStep.OfIndex(index);
        }

        problem = $"the path `{text}` has `[{inside}`: write `[0]`, `[*]` or `[\"name\"]`";
        return null;
    }

    private static bool IsIndex(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);

    private static PathStep? MemberOrNull(string text, ref int at, out string? problem)
    {
        var start = ++at;
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && PathText.IsPlain(rune))
        {
            at += rune.Utf16SequenceLength;
        }

        if (at > start && (at == text.Length || text[at] is '.' or '['))
        {
            problem = null;
            return PathStep.OfMember(text[start..at]);
        }

        problem = at == text.Length
            ? $"the path `{text}` ends after a dot: name a member"
            : $"the path `{text}` has a member name that cannot stand behind a dot, at character {at + 1}: write it as `[\"name\"]`";
        return null;
    }

    // The quoted name is a JSON string, so that every member name can be written.
    private static PathStep? QuotedOrNull(string text, ref int at, out string? problem)
    {
        var end = at + 1;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        if (end + 1 < text.Length && text[end + 1] == ']' && UnquoteOrNull(text[at..(end + 1)]) is { } name)
        {
            at = end + 2;
            problem = null;
            return PathStep.OfMember(name);
        }

        problem = $"the path `{text}` has a quoted member name that does not end, or is no JSON string: write `[\"name\"]`";
        return null;
    }

    private static string? UnquoteOrNull(string quoted)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(quoted);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped lone surrogate
        }
        catch (ArgumentException)
        {
            return null; // a lone surrogate as it is
        }
    }
}
