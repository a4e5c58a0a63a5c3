namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>What the libraries named like <c>dedent</c> do to a text.</summary>
internal static class Indentation
{
    /// <summary>Takes the margin that all lines share away, and the empty ends.</summary>
    public static string Remove(string text)
    {
        var lines = text.Split('\n');
        var margin = lines.Skip(1).Where(static l => l.Trim().Length > 0).Select(static l => l.Length - l.TrimStart(' ', '\t').Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 ? line : line.Length >= margin ? line[margin..] : line.TrimStart())).Trim();
    }
}
