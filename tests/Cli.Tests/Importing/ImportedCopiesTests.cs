using System.IO.Compression;
using System.Text.Json.Nodes;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Importing;

/// <summary>What an import makes once for all copies of a tool is what it would make for each of them.</summary>
public sealed class ImportedCopiesTests : IDisposable
{
    private const int Tools = 1200;
    private const int Times = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_RealToolsOfSeveralServers_StoresWhatItStoresOfEachAlone()
    {
        var lines = Read(SharedData.Require("catalog/tools.jsonl.gz"));
        var together = await ImportAsync("together.db", Enumerable.Range(0, Times).SelectMany(time => lines.Select(line => Of(line, time))));
        var apart = new List<string>();
        for (var time = 0; time < Times; time++)
        {
            // A catalog of its own for each: nothing is kept from one to the next.
            apart.AddRange(await ImportAsync($"apart-{time}.db", lines.Select(line => Of(line, time))));
        }

        Assert.Equal(lines.Count * Times, together.Count);
        Assert.Equal(apart.Order(StringComparer.Ordinal), together.Order(StringComparer.Ordinal));
    }

    private static string Of(JsonObject line, int time)
    {
        var copy = (JsonObject)line.DeepClone();
        copy["server"] = $"{time} {(string?)line["server"]}";
        return copy.ToJsonString();
    }

    private async Task<List<string>> ImportAsync(string name, IEnumerable<string> lines)
    {
        var (file, database) = (_folder.File(name + ".jsonl"), _folder.File(name));
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await CommandRun.RunAsync("import", file, "--db", database);
        Assert.Equal((ExitCodes.Done, ""), (exitCode, error));
        return [.. (await CommandRun.RunAsync("export", "--db", database, "--classified")).Output.TrimEnd().Split('\n').Select(Alone)];
    }

    /// <summary>A stored tool without what was found of the servers around it.</summary>
    private static string Alone(string line)
    {
        var row = JsonNode.Parse(line)!;
        var verdict = row["classification"]!.AsObject();
        if (verdict["suspectTexts"] is JsonArray found && found.Any(static text => (string?)text!["kind"] == "Shadowing"))
        {
            verdict.Remove("suspectTexts");
            verdict.Remove("review");
        }

        return row.ToJsonString();
    }

    private static List<JsonObject> Read(string file)
    {
        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var lines = new List<JsonObject>();
        while (lines.Count < Tools && unpacked.ReadLine() is { } line)
        {
            lines.Add(JsonNode.Parse(line)!.AsObject());
        }

        return lines;
    }
}
