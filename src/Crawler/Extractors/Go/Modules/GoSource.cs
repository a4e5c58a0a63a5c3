using System.Text;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>What the head of a file says, read without parsing it: its package, what it imports, and whether it belongs to a build at all.</summary>
internal sealed record GoSource
{
    private const int LongestHead = 64 * 1024;

    /// <summary>Inside the snapshot.</summary>
    public required string Path { get; init; }

    /// <summary>The name in the <c>package</c> clause; empty where there is none.</summary>
    public required string Package { get; init; }

    /// <summary>The paths that it imports.</summary>
    public required IReadOnlyList<string> Imports { get; init; }

    /// <summary>Reads the head; null for files that no build on Linux takes.</summary>
    public static GoSource? ReadOrNull(string path, ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content[..Math.Min(content.Length, LongestHead)]).TrimStart('\uFEFF');
        var lines = text.Split('\n');
        var package = "";
        var imports = new List<string>();
        var isInBlock = false;
        var isInComment = false;
        foreach (var raw in lines)
        {
            var line = raw.AsSpan().Trim();
            if (isInComment || line.StartsWith("/*"))
            {
                isInComment = line.IndexOf("*/") < 0;
                continue;
            }

            if (line.StartsWith("//go:build ") && package.Length == 0 && !BuildConstraint.Holds(line["//go:build ".Length..].ToString()))
            {
                return null;
            }

            if (line.IsEmpty || line.StartsWith("//"))
            {
                continue;
            }

            if (package.Length == 0)
            {
                if (!line.StartsWith("package "))
                {
                    return null;
                }

                package = Word(line["package ".Length..]);
            }
            else if (isInBlock)
            {
                isInBlock = !line.StartsWith(")");
                Add(line, imports);
            }
            else if (line.StartsWith("import"))
            {
                isInBlock = line.IndexOf('(') >= 0 && line.IndexOf(')') < 0;
                Add(line, imports);
            }
            else
            {
                break;
            }
        }

        return package.Length == 0 ? null : new GoSource { Path = path, Package = package, Imports = imports };
    }

    private static void Add(ReadOnlySpan<char> line, List<string> imports)
    {
        var comment = line.IndexOf("//");
        var quote = line.IndexOfAny('"', '`');
        if (quote >= 0 && (comment < 0 || comment > quote) && line[(quote + 1)..].IndexOf(line[quote]) is > 0 and var length)
        {
            imports.Add(line.Slice(quote + 1, length).ToString());
        }
    }

    private static string Word(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return text[..end].ToString();
    }
}
