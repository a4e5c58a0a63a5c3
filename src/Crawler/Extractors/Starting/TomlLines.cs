using System.Text;

namespace Catalog.Crawler.Extractors.Starting;

/// <summary>The texts of a TOML or INI file by section and key. What is neither a text nor on one line is passed over: manifests say nothing else that matters here.</summary>
internal static class TomlLines
{
    private const int MostLines = 5_000;

    public static Dictionary<string, Dictionary<string, string>> Read(byte[]? content)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var section = sections[""] = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var raw in Encoding.UTF8.GetString(content ?? []).Split('\n').Take(MostLines))
        {
            var line = raw.Trim();
            if (line.StartsWith('[') && line.TrimEnd().EndsWith(']') && !line.Contains('=', StringComparison.Ordinal))
            {
                var name = line.Trim('[', ']', ' ').Replace("\"", "", StringComparison.Ordinal);
                section = sections.TryGetValue(name, out var known) ? known : sections[name] = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && line[0] != '#')
            {
                section.TryAdd(line[..at].Trim().Trim('"', '\''), Text(line[(at + 1)..].Trim()));
            }
        }

        return sections;
    }

    private static string Text(string value)
    {
        if (value.Length > 1 && value[0] is '"' or '\'')
        {
            var end = value.IndexOf(value[0], 1);
            return end > 0 ? value[1..end] : value[1..];
        }

        return value.Split('#')[0].Trim();
    }
}
