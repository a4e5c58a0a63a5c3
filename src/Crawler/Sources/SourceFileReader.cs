using Catalog.Core.Sources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalog.Crawler.Sources;

/// <summary>
/// Reads a YAML file of sources: <c>version: 1</c> and <c>sources:</c>, a list of references, or of maps with <c>source</c>, <c>every</c>
/// (<c>day</c>, the default, or the name of a weekday) and <c>note</c>. All errors are gathered, each with its line.
/// </summary>
public static class SourceFileReader
{
    private const int MostEntries = 100_000;

    /// <summary>Reads a file; never throws on what stands in it.</summary>
    public static SourceFile Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new List<SourceFileError>();
        var entries = new List<SourceFileEntry>();
        var parser = new Parser(text);
        try
        {
            var yaml = new YamlStream();
            yaml.Load(parser);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                ReadRoot(root, entries, errors);
            }
            else
            {
                errors.Add(new SourceFileError(1, "the file is not one map; write `version: 1` and `sources:` with a list"));
            }
        }
        catch (YamlException broken)
        {
            errors.Add(new SourceFileError((int)broken.Start.Line, $"this is not YAML: {broken.Message.Trim().TrimEnd('.')}"));
        }

        catch (InvalidOperationException)
        {
            // The library's scanner gives up so on some texts, instead of with an error of its own.
            errors.Add(new SourceFileError((int)Math.Max(1, parser.Current?.Start.Line ?? 1), "this is not YAML from here on"));
        }

        return new SourceFile { Entries = entries, Errors = [.. errors.OrderBy(static error => error.Line)] };
    }

    private static void ReadRoot(YamlMappingNode root, List<SourceFileEntry> entries, List<SourceFileError> errors)
    {
        YamlSequenceNode? list = null;
        var hasVersion = false;
        foreach (var (key, value) in root.Children)
        {
            switch ((key as YamlScalarNode)?.Value)
            {
                case "version":
                    hasVersion = value is YamlScalarNode { Value: "1" };
                    Require(hasVersion, value, "`version` must be 1", errors);
                    break;
                case "sources":
                    list = value as YamlSequenceNode;
                    Require(list is not null, value, "`sources` must be a list", errors);
                    break;
                default:
                    errors.Add(At(key, $"`{key}` is not known here; write `version` and `sources`"));
                    break;
            }
        }

        Require(hasVersion || errors.Count > 0, root, "`version: 1` is missing", errors);
        Require(list is not null || errors.Count > 0, root, "`sources:` is missing", errors);
        Require(list is null || list.Children.Count <= MostEntries, root, $"it lists more than {MostEntries} sources", errors);
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in list?.Children.Take(MostEntries) ?? [])
        {
            if (ReadEntry(node, errors) is not { } entry)
            {
                continue;
            }

            if (seen.TryAdd(entry.Source.ToString(), entry.Line))
            {
                entries.Add(entry);
            }
            else
            {
                errors.Add(At(node, $"`{entry.Source}` is listed already on line {seen[entry.Source.ToString()]}"));
            }
        }
    }

    private static SourceFileEntry? ReadEntry(YamlNode node, List<SourceFileError> errors)
    {
        if (node is YamlScalarNode { Value: { } text })
        {
            return Entry(node, text, day: null, note: null, errors);
        }

        if (node is not YamlMappingNode map)
        {
            errors.Add(At(node, "an entry is a reference, or a map with `source`"));
            return null;
        }

        var before = errors.Count;
        string? source = null;
        string? note = null;
        DayOfWeek? day = null;
        foreach (var (key, value) in map.Children)
        {
            var scalar = (value as YamlScalarNode)?.Value;
            switch ((key as YamlScalarNode)?.Value)
            {
                case "source" when scalar is not null:
                    source = scalar;
                    break;
                case "note" when scalar is not null:
                    note = scalar;
                    break;
                case "every" when TryReadDay(scalar, out day):
                    break;
                case "every":
                    errors.Add(At(value, $"`{value}` is no cadence; write `day` or the name of a weekday"));
                    break;
                default:
                    errors.Add(At(key, $"`{key}` is not known here; write `source`, `every` and `note`"));
                    break;
            }
        }

        Require(source is not null || errors.Count > before, node, "the entry has no `source`", errors);
        return source is null || errors.Count > before ? null : Entry(node, source, day, note, errors);
    }

    private static SourceFileEntry? Entry(YamlNode node, string text, DayOfWeek? day, string? note, List<SourceFileError> errors)
    {
        if (SourceReference.TryParse(text, out var reference, out var error))
        {
            return new SourceFileEntry { Source = reference, Day = day, Note = note, Line = (int)node.Start.Line };
        }

        errors.Add(At(node, error));
        return null;
    }

    private static bool TryReadDay(string? text, out DayOfWeek? day)
    {
        day = null;
        if (text is null or "day")
        {
            return text is not null;
        }

        // A number parses as an enum too; only names are days here.
        if (!text.All(char.IsAsciiLetter) || !Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var named))
        {
            return false;
        }

        day = named;
        return true;
    }

    private static void Require(bool holds, YamlNode node, string message, List<SourceFileError> errors)
    {
        if (!holds)
        {
            errors.Add(At(node, message));
        }
    }

    private static SourceFileError At(YamlNode node, string message) => new((int)Math.Max(1, node.Start.Line), message);
}
