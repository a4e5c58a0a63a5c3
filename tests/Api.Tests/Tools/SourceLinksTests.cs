using System.Text.Json;
using Catalog.Api.Tools;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Api.Tests.Tools;

public sealed class SourceLinksTests
{
    public static TheoryData<string, string?, string?, string?, int?, string?> Cases
    {
        get
        {
            var data = new TheoryData<string, string?, string?, string?, int?, string?>();
            using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "source-links.json")));
            foreach (var item in cases.RootElement.EnumerateArray())
            {
                data.Add(Text(item, "note")!, Text(item, "repository"), Text(item, "commit"), Text(item, "file"), item.TryGetProperty("line", out var line) ? line.GetInt32() : null, Text(item, "link"));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LineOrNull_Case_IsTheLineAtThatCommitOrNothing(string note, string? repository, string? commit, string? file, int? line, string? link)
    {
        var server = new ServerRecord
        {
            Key = ServerKey.Parse("git:https://example.test/sample"),
            Repository = repository,
            Snapshot = new Snapshot { Source = note, Commit = commit, ContentHash = new string('c', 64), Origin = SnapshotOrigin.Source, FetchedAt = DateTimeOffset.UnixEpoch },
            FirstSeen = DateTimeOffset.UnixEpoch,
            LastSeen = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(link, SourceLinks.LineOrNull(server, new SourceLocation { File = file, Line = line, Extractor = "python@1" }));
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
