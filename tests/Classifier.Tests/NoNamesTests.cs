using System.IO.Compression;
using System.Text.Json;

namespace Catalog.Classifier.Tests;

/// <summary>The rules know words, not rows: no tool name of several words that stands on one or two measured servers, and no server's name, is in the classifier or its data.</summary>
public sealed class NoNamesTests
{
    // Server names that are plain words of the language or of the field; whatever server has them, the words are not its own.
    private static readonly HashSet<string> PlainWords = new(StringComparer.OrdinalIgnoreCase) { "cat", "docs", "javascript", "mcp", "ref", "servers", "weather" };

    [Theory]
    [InlineData("labels/dev.jsonl")]
    [InlineData("labels/train.jsonl")]
    [InlineData("catalog/tools.jsonl.gz")]
    public void Words_OfTheClassifier_NameNoRow(string file)
    {
        var servers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lines(SharedData.Require(file)))
        {
            using var json = JsonDocument.Parse(line);
            var server = json.RootElement.GetProperty("server").GetString() ?? "";
            names.Add(server);
            var tool = json.RootElement.GetProperty("tool").GetString()!;
            if (tool.Any(static c => c is '_' or '-' or '.') || tool.Skip(1).Any(char.IsUpper))
            {
                (servers.TryGetValue(tool, out var on) ? on : servers[tool] = new HashSet<string>(StringComparer.Ordinal)).Add(server);
            }
        }

        var rare = servers.Where(static pair => pair.Value.Count <= 2).Select(static pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(rare);
        foreach (var word in WrittenWords())
        {
            Assert.False(rare.Contains(word), $"`{word}` is the name of a tool on one or two servers");
            Assert.False(names.Contains(word) && !PlainWords.Contains(word), $"`{word}` is the name of a server");
        }
    }

    private static HashSet<string> WrittenWords()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Data().Concat(Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "src", "Classifier"), "*.cs", SearchOption.AllDirectories)))
        {
            words.UnionWith(File.ReadAllText(path).Split(['(', ')', ';', '<', '>', ' ', '"', ',', ':', '\n', '[', ']', '{', '}'], StringSplitOptions.RemoveEmptyEntries));
        }

        return words;
    }

    // All that is reviewed by hand. The model holds hashes; overrides and lists of sources are about servers, and nothing is learned from them.
    private static IEnumerable<string> Data()
    {
        var data = Path.Combine(SharedData.Repository, "data");
        return Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(data, path).Replace('\\', '/') is var at && !at.StartsWith("model/", StringComparison.Ordinal) && !at.StartsWith("overrides/", StringComparison.Ordinal) && at is not ("sources.yaml" or "first-run.yaml"));
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
