using System.Data.Common;
using System.Text.Json;

namespace Catalog.Storage.Transfers;

/// <summary>Reads some servers with all that they ever were.</summary>
internal static class ServerPage
{
    private const int Length = 50;
    private const string InPage = "JOIN servers s ON s.id = x.server_id WHERE s.key > $1 AND s.key <= $2";
    private const string OfTools = "JOIN tools t ON t.id = d.tool_id JOIN servers s ON s.id = t.server_id WHERE s.key > $1 AND s.key <= $2";

    /// <summary>The next servers after a key; empty at the end.</summary>
    public static IReadOnlyList<MovedServer> Read(ITransferReader reader, string after)
    {
        var servers = reader.Query(
            "SELECT id, key, first_seen, last_seen FROM servers WHERE key > $1 ORDER BY key LIMIT $2",
            static row => (Id: row.GetInt64(0), Key: row.String(1), First: row.GetInt64(2), Last: row.GetInt64(3)),
            after, (long)Length);
        if (servers.Count == 0)
        {
            return [];
        }

        var last = servers[^1].Key;
        var snapshots = reader.Query(
            $"SELECT x.server_id, x.stored_at, x.title, x.description, x.repository, x.homepage, x.license, x.source, x.version, x.git_commit, x.content_hash, x.etag, x.origin, x.fetched_at, x.notice FROM snapshots x {InPage} ORDER BY x.id",
            static row => (Server: row.GetInt64(0), Snapshot: ReadSnapshot(row)),
            after, last).ToLookup(static row => row.Server, static row => row.Snapshot);
        var rosters = reader.Query(
            $"SELECT x.server_id, x.id, x.names FROM rosters x {InPage} ORDER BY x.id",
            static row => (Server: row.GetInt64(0), Id: row.GetInt64(1), Names: Element(row.String(2))),
            after, last).ToLookup(static row => row.Server);
        var tools = reader.Query(
            $"SELECT x.server_id, x.id, x.name, x.first_seen FROM tools x {InPage} ORDER BY x.name",
            static row => (Server: row.GetInt64(0), Id: row.GetInt64(1), Name: row.String(2), First: row.GetInt64(3)),
            after, last).ToLookup(static row => row.Server);
        var definitions = reader.Query(
            $"SELECT d.tool_id, d.id, d.hash, d.body, d.valid_from, d.valid_until FROM definitions d {OfTools} ORDER BY d.id",
            static row => (Tool: row.GetInt64(0), Id: row.GetInt64(1), Hash: row.GetString(2), Body: Element(row.String(3)), From: row.GetInt64(4), Until: row.Number(5)),
            after, last).ToLookup(static row => row.Tool);
        var places = rosters.SelectMany(static own => own.Select(static (roster, place) => (roster.Id, place))).ToDictionary(static roster => roster.Id, static roster => roster.place);
        var readings = reader.Query(
            $"SELECT x.definition_id, x.body, x.roster_id, x.valid_from, x.valid_until FROM readings x JOIN definitions d ON d.id = x.definition_id {OfTools} ORDER BY x.id",
            row => (Definition: row.GetInt64(0), Reading: new MovedReading(Element(row.String(1)), row.Number(2) is { } roster ? places[roster] : null, row.GetInt64(3), row.Number(4))),
            after, last).ToLookup(static row => row.Definition, static row => row.Reading);
        var verdicts = reader.Query(
            $"SELECT x.definition_id, x.category, x.risk, x.classifier, x.body, x.valid_from, x.valid_until FROM classifications x JOIN definitions d ON d.id = x.definition_id {OfTools} ORDER BY x.id",
            static row => (Definition: row.GetInt64(0), Verdict: new MovedVerdict(row.String(1), row.String(2), row.String(3), Element(row.String(4)), row.GetInt64(5), row.Number(6))),
            after, last).ToLookup(static row => row.Definition, static row => row.Verdict);
        return
        [
            .. servers.Select(server => new MovedServer
            {
                Key = server.Key,
                FirstSeen = server.First,
                LastSeen = server.Last,
                Snapshots = [.. snapshots[server.Id]],
                Rosters = [.. rosters[server.Id].Select(static roster => roster.Names)],
                Tools = [.. tools[server.Id].Select(tool => new MovedTool(
                    tool.Name,
                    tool.First,
                    [.. definitions[tool.Id].Select(d => new MovedDefinition(d.Hash, d.Body, d.From, d.Until, [.. readings[d.Id]], [.. verdicts[d.Id]]))]))],
            }),
        ];
    }

    private static MovedSnapshot ReadSnapshot(DbDataReader row) => new(
        row.GetInt64(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.String(7), row.Text(8), row.Text(9), row.String(10), row.Text(11), row.String(12), row.GetInt64(13), row.Text(14));

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }
}
