using System.Text;

namespace Catalog.Crawler.Extractors.Rust.Crates;

/// <summary>The tables of a <c>Cargo.toml</c>, in their order: the same name comes again for each <c>[[bin]]</c>. Values stay as they are written; a list may go over many lines.</summary>
internal sealed class CargoToml
{
    private const int MostLines = 5_000;

    private CargoToml(List<(string Name, Dictionary<string, string> Values)> tables) => Tables = tables;

    public IReadOnlyList<(string Name, Dictionary<string, string> Values)> Tables { get; }

    public static CargoToml Read(byte[]? content)
    {
        var tables = new List<(string, Dictionary<string, string>)>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        tables.Add(("", values));
        string? open = null;
        var pending = new StringBuilder();
        foreach (var raw in Encoding.UTF8.GetString(content ?? []).Split('\n').Take(MostLines))
        {
            var line = raw.Trim();
            if (open is not null)
            {
                pending.Append(' ').Append(WithoutComment(line));
                if (IsBalanced(pending))
                {
                    values.TryAdd(open, pending.ToString());
                    open = null;
                }
            }
            else if (line is ['[', ..] && line.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
            {
                values = new Dictionary<string, string>(StringComparer.Ordinal);
                tables.Add((line[..close].Trim('[', ']', ' ').Replace("\"", "", StringComparison.Ordinal), values));
            }
            else if (line is not (['#', ..] or []) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                var key = line[..at].Trim().Trim('"');
                pending.Clear().Append(WithoutComment(line[(at + 1)..].Trim()));
                if (IsBalanced(pending))
                {
                    values.TryAdd(key, pending.ToString());
                }
                else
                {
                    open = key;
                }
            }
        }

        return new CargoToml(tables);
    }

    /// <summary>A text of the first table of that name; null where there is none.</summary>
    public string? TextOrNull(string table, string key) =>
        Tables.FirstOrDefault(t => t.Name == table).Values?.GetValueOrDefault(key) is { } value && Texts(value) is [{ Length: > 0 and < 2000 } text, ..] ? text : null;

    /// <summary>A text of a table; null where there is none.</summary>
    public static string? TextOrNull(Dictionary<string, string> values, string key) => values.GetValueOrDefault(key) is { } value && Texts(value) is [var text, ..] ? text : null;

    /// <summary>The texts of a list of the first table of that name.</summary>
    public IReadOnlyList<string> List(string table, string key) =>
        Tables.FirstOrDefault(t => t.Name == table).Values?.GetValueOrDefault(key) is { } value ? Texts(value) : [];

    /// <summary>Every quoted text of a value.</summary>
    public static IReadOnlyList<string> Texts(string value)
    {
        var texts = new List<string>();
        for (var start = value.AsSpan().IndexOfAny('"', '\''); start >= 0 && texts.Count < 500;)
        {
            var end = value.IndexOf(value[start], start + 1);
            if (end < 0)
            {
                break;
            }

            texts.Add(value[(start + 1)..end]);
            var next = value.AsSpan(end + 1).IndexOfAny('"', '\'');
            start = next < 0 ? -1 : end + 1 + next;
        }

        return texts;
    }

    private static bool IsBalanced(StringBuilder text)
    {
        var depth = 0;
        var quote = '\0';
        foreach (var chunk in text.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                quote = quote == '\0' ? c is '"' or '\'' ? c : '\0' : c == quote ? '\0' : quote;
                depth += quote != '\0' ? 0 : c is '[' or '{' ? 1 : c is ']' or '}' ? -1 : 0;
            }
        }

        return depth <= 0;
    }

    private static string WithoutComment(string line)
    {
        var quote = '\0';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '#' && quote == '\0')
            {
                return line[..i].TrimEnd();
            }

            quote = quote == '\0' ? c is '"' or '\'' ? c : '\0' : c == quote ? '\0' : quote;
        }

        return line;
    }
}
