using System.Text.RegularExpressions;

namespace Catalog.Crawler.Extractors.Php.Schemas;

/// <summary>A doc comment: what it says of a function, and of its parameters.</summary>
internal sealed partial class DocComment
{
    private readonly Dictionary<string, (string Type, string Text)> _parameters = new(StringComparer.Ordinal);

    public DocComment(string? comment)
    {
        var lines = (comment ?? "").Split('\n').Select(static l => Line(l.Trim())).Take(2_000).ToList();
        var first = lines.FindIndex(static l => l.StartsWith('@'));
        var text = string.Join('\n', first < 0 ? lines : lines.Take(first)).Trim();
        Description = text.Length == 0 ? null : Paragraphs(text);
        string? current = null;
        foreach (var line in lines.Skip(Math.Max(0, first)))
        {
            if (Parameter().Match(line) is { Success: true } match)
            {
                current = match.Groups["name"].Value;
                _parameters[current] = (match.Groups["type"].Value.Trim(), match.Groups["text"].Value.Trim());
            }
            else if (line.StartsWith('@'))
            {
                current = null;
            }
            else if (current is not null && line.Trim().Length > 0)
            {
                _parameters[current] = (_parameters[current].Type, (_parameters[current].Text + "\n" + line.Trim()).Trim());
            }
        }
    }

    /// <summary>Summary and body; null where there are none.</summary>
    public string? Description { get; }

    /// <summary>What is said of a parameter, its name without <c>$</c>; null where nothing is.</summary>
    public string? TextOrNull(string name) => _parameters.TryGetValue(name, out var known) && known.Text.Length > 0 ? known.Text : null;

    /// <summary>The type that the comment gives a parameter; null where it gives none.</summary>
    public string? TypeOrNull(string name) => _parameters.TryGetValue(name, out var known) && known.Type.Length > 0 ? known.Type : null;

    private static string Line(string line)
    {
        var text = Star().Replace(line, "");
        return text.EndsWith("*/", StringComparison.Ordinal) ? text[..^2].TrimEnd() : line == "*/" ? "" : text;
    }

    /// <summary>The summary ends at an empty line, or at a line that ends a sentence; the body follows after an empty line.</summary>
    private static string Paragraphs(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].Length == 0)
            {
                break;
            }

            if (lines[i].EndsWith('.'))
            {
                return string.Join('\n', lines.Take(i + 1)) + "\n\n" + string.Join('\n', lines.Skip(i + 1)).Trim();
            }
        }

        return text;
    }

    [GeneratedRegex(@"^(?:/\*\*|\*)[ \t]?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Star();

    [GeneratedRegex(@"^@param\s+(?<type>[^$]*?)\s*(?:\.\.\.)?&?\$(?<name>\w+)\s*(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
