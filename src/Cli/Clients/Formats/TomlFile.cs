using System.Text;

namespace Catalog.Cli.Clients.Formats;

/// <summary>Sets texts in one table of a TOML file and leaves every other byte as it is.</summary>
internal static class TomlFile
{
    /// <summary>Sets keys of a table; the table is added at the end where there is none.</summary>
    /// <param name="text">The file; empty for a new one.</param>
    /// <param name="table">The names on the way to the table.</param>
    /// <param name="values">Keys and values; a null value takes the key away.</param>
    /// <param name="foreign">Keys by which the table is another kind of entry, which is not touched.</param>
    public static FileChange Set(string text, IReadOnlyList<string> table, IReadOnlyList<(string Key, string? Value)> values, IReadOnlyList<string> foreign)
    {
        var line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.Length == 0 ? [] : text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        if (FindTable(lines, table, out var start, out var end) is { } problem)
        {
            return FileChange.Refused(problem);
        }

        if (start < 0)
        {
            var added = new StringBuilder(text);
            if (text.Length > 0)
            {
                added.Append(text.EndsWith('\n') ? line : line + line);
            }

            added.Append('[').AppendJoin('.', table.Select(Name)).Append(']').Append(line);
            foreach (var (key, value) in values.Where(static v => v.Value is not null))
            {
                added.Append(key).Append(" = ").Append(Quoted(value!)).Append(line);
            }

            return FileChange.To(added.ToString());
        }

        for (var i = start + 1; i < end; i++)
        {
            if (foreign.Contains(KeyOf(lines[i]), StringComparer.Ordinal))
            {
                return FileChange.Refused($"`{string.Join('.', table)}` is another kind of server there: choose another name with --name");
            }
        }

        var changed = false;
        foreach (var (key, value) in values)
        {
            var at = Enumerable.Range(start + 1, end - start - 1).FirstOrDefault(i => KeyOf(lines[i]) == key, -1);
            var wanted = value is null ? null : $"{key} = {Quoted(value)}";
            if (at >= 0 && wanted is null)
            {
                lines.RemoveAt(at);
                (end, changed) = (end - 1, true);
            }
            else if (at >= 0 && !lines[at].Trim().Equals(wanted, StringComparison.Ordinal))
            {
                (lines[at], changed) = (wanted!, true);
            }
            else if (at < 0 && wanted is not null)
            {
                lines.Insert(start + 1, wanted);
                (end, changed) = (end + 1, true);
            }
        }

        return FileChange.To(changed ? string.Join(line, lines) : text);
    }

    /// <summary>Takes a table away; the text as it is where there is none.</summary>
    /// <param name="text">The file.</param>
    /// <param name="table">The names on the way to the table.</param>
    public static FileChange Remove(string text, IReadOnlyList<string> table)
    {
        var line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        if (FindTable(lines, table, out var start, out var end) is { } problem)
        {
            return FileChange.Refused(problem);
        }

        if (start < 0)
        {
            return FileChange.To(text);
        }

        if (lines.Any(l => l.TrimStart().StartsWith('[') && PathOrNull(l.Trim()) is { } path && path.Count > table.Count && path.Take(table.Count).SequenceEqual(table, StringComparer.Ordinal)))
        {
            return FileChange.Refused($"`{string.Join('.', table)}` has tables of its own, which this program did not write: take it out by hand");
        }

        // What stands behind its last key is about the next table.
        var last = end - 1;
        while (last > start && lines[last].Trim() is "" or ['#', ..])
        {
            last--;
        }

        // The empty line above it came with it.
        start -= start > 0 && lines[start - 1].Length == 0 && (last + 1 == lines.Count || lines[last + 1].Length == 0) ? 1 : 0;
        lines.RemoveRange(start, last - start + 1);
        return FileChange.To(string.Join(line, lines));
    }

    /// <summary>The lines of a table, its header included; -1 where there is none. Not null where the file cannot be followed.</summary>
    private static string? FindTable(List<string> lines, IReadOnlyList<string> table, out int start, out int end)
    {
        (start, end) = (-1, lines.Count);
        string? quote = null;
        IReadOnlyList<string> current = [];
        for (var i = 0; i < lines.Count; i++)
        {
            var bare = lines[i].Trim();
            if (quote is null && bare.StartsWith('['))
            {
                if (PathOrNull(bare) is not { } path)
                {
                    return $"line {i + 1} is no table that can be read";
                }

                if (start >= 0 && end == lines.Count)
                {
                    end = i;
                }

                if (path.SequenceEqual(table, StringComparer.Ordinal))
                {
                    if (start >= 0 || bare.StartsWith("[[", StringComparison.Ordinal))
                    {
                        return $"`{string.Join('.', table)}` is there twice";
                    }

                    start = i;
                }

                current = path;
                continue;
            }

            // The same table can be written inside of another one, which is not followed here.
            if (quote is null && KeyOf(bare) is { } key && current.Count < table.Count && current.SequenceEqual(table.Take(current.Count), StringComparer.Ordinal)
                && (key == table[current.Count] || key.StartsWith(table[current.Count] + ".", StringComparison.Ordinal)))
            {
                return $"line {i + 1} writes `{table[0]}` inside of another table: write it as `[{string.Join('.', table)}]`";
            }

            quote = QuoteAfter(bare, quote);
        }

        return quote is null ? null : "a text of many lines is not closed";
    }

    /// <summary>The kind of many-line text that is open behind a line; null for none.</summary>
    private static string? QuoteAfter(string line, string? open)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (open is not null)
            {
                if (string.CompareOrdinal(line, i, open, 0, 3) == 0)
                {
                    (open, i) = (null, i + 2);
                }

                continue;
            }

            switch (line[i])
            {
                case '#':
                    return null;
                case '"' or '\'' when string.CompareOrdinal(line, i, new string(line[i], 3), 0, 3) == 0:
                    (open, i) = (new string(line[i], 3), i + 2);
                    break;
                case '"' or '\'':
                    var quote = line[i];
                    for (i++; i < line.Length && line[i] != quote; i++)
                    {
                        i += line[i] == '\\' && quote == '"' ? 1 : 0;
                    }

                    break;
                default:
                    break;
            }
        }

        return open;
    }

    private static IReadOnlyList<string>? PathOrNull(string header)
    {
        var close = header.LastIndexOf(']');
        var inside = header[..Math.Max(close, 0)].Trim('[', ']', ' ', '\t');
        if (close < 0 || inside.Length == 0)
        {
            return null;
        }

        var parts = new List<string>();
        var part = new StringBuilder();
        char? quote = null;
        foreach (var c in inside)
        {
            if (quote is null && c is '"' or '\'')
            {
                quote = c;
            }
            else if (quote == c)
            {
                quote = null;
            }
            else if (quote is null && c == '.')
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        parts.Add(part.ToString().Trim());
        return quote is null ? parts : null;
    }

    private static string? KeyOf(string line)
    {
        var bare = line.Trim();
        var equals = bare.IndexOf('=', StringComparison.Ordinal);
        return bare.StartsWith('#') || equals <= 0 ? null : bare[..equals].Trim().Trim('"', '\'');
    }

    private static string Name(string name) => name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : Quoted(name);

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
