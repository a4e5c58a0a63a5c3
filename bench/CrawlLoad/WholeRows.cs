using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Catalog.Core.Catalogs;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>Compares two catalogs by what an export of the whole says, but for moments, for the order in which servers ended, and for the numbers of runs.</summary>
internal static class WholeRows
{
    private static readonly HashSet<string> Moments = new(StringComparer.OrdinalIgnoreCase)
    {
        "firstSeen", "lastSeen", "storedAt", "fetchedAt", "fetched_at", "from", "until", "at", "tried_at", "listed_at", "started_at", "finished_at", "ended_at", "position", "run_id",
    };

    /// <summary>Prints how many rows there are of each kind and which differ.</summary>
    /// <returns>True where none does.</returns>
    public static async Task<bool> CompareAsync(string first, string second, Uri github, string folder)
    {
        var (one, other) = (await ReadAsync(first, github, folder), await ReadAsync(second, github, folder));
        var (missing, more) = (one.Where(row => !other.ContainsKey(row.Key)).ToList(), other.Where(row => !one.ContainsKey(row.Key)).ToList());
        var counted = one.Count(row => other.TryGetValue(row.Key, out var found) && found.Count != row.Value.Count);
        Console.WriteLine($"  rows: {string.Join(", ", one.Values.GroupBy(static row => row.Kind, StringComparer.Ordinal).Select(static g => $"{g.Key} {g.Sum(static row => row.Count)}"))}; differ: {missing.Count} missing, {more.Count} more, {counted} not as often");
        foreach (var (name, rows) in new[] { ("missing", missing), ("more", more) })
        {
            rows.Take(2).ToList().ForEach(row => Console.WriteLine($"  {name}: {row.Value.Start}"));
        }

        return missing.Count + more.Count + counted == 0;
    }

    private static async Task<Dictionary<string, (string Kind, int Count, string Start)>> ReadAsync(string store, Uri github, string folder)
    {
        await using var services = CrawlServices.Build(store, github, folder);
        await CrawlServices.OpenAsync(services);
        var rows = new Dictionary<string, (string Kind, int Count, string Start)>(StringComparer.Ordinal);
        await foreach (var line in services.GetRequiredService<ICatalogTransfer>().ExportAsync(default))
        {
            var row = JsonNode.Parse(line, null, new() { MaxDepth = 256 })!;
            Forget(row);

            // A process that was killed as it began a run leaves a gap in their numbers.
            if ((string?)row["kind"] == "run")
            {
                row["id"] = 0;
            }

            // A list's revision says when it was listed.
            if ((string?)row["read_by"] == "list")
            {
                row["revision"] = "";
            }

            var text = row.ToJsonString();
            var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            rows[key] = ((string)row["kind"]!, rows.GetValueOrDefault(key).Count + 1, text[..Math.Min(text.Length, 300)]);
        }

        return rows;
    }

    private static void Forget(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Moments.Contains(name) && value is JsonValue known && known.GetValueKind() == System.Text.Json.JsonValueKind.Number)
                    {
                        members[name] = 0;
                    }
                    else
                    {
                        Forget(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Forget(item);
                }

                break;
        }
    }
}
