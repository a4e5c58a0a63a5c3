using System.Diagnostics;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.StoreLoad;

internal static class CatalogLoad
{
    private static readonly string[] Texts = ["read file", "delete", "send email", "create_issue", "list", "sql query", "a", "payment refund", "search code repository", "browser screenshot"];

    public static async Task RunAsync(IReadOnlyList<ServerUpdate> servers, string folder)
    {
        var tools = servers.Sum(static server => server.Tools.Count);
        await using var services = new ServiceCollection().AddCatalogStore(Path.Combine(folder, "catalog.db")).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
        var writer = services.GetRequiredService<ICatalogWriter>();
        var first = await TimeAsync(() => StoreAllAsync(writer, servers));
        var again = await TimeAsync(() => StoreAllAsync(writer, servers));
        var (bare, _) = await BareAsync(servers, folder);
        Console.WriteLine($"store {servers.Count} servers, {tools} tools: {first.TotalSeconds:F2} s ({tools / first.TotalSeconds:F0} tools a second)");
        Console.WriteLine($"the same again, nothing changed: {again.TotalSeconds:F2} s");
        Console.WriteLine($"bare inserts of the same texts into the same tables, one transaction, with the index of words: {bare.TotalSeconds:F2} s; ratio {first / bare:F2}");

        var reader = services.GetRequiredService<ICatalogReader>();
        await ReadAsync("search by text, page of 20", Texts.Select<string, Func<Task>>(text => () => reader.SearchToolsAsync(new ToolQuery { Text = text, Limit = 20 }, default)));
        await ReadAsync("search by text and filters", Texts.Select<string, Func<Task>>(text => () => reader.SearchToolsAsync(new ToolQuery { Text = text, Category = Category.Write, Facet = Facet.Files, Limit = 20 }, default)));
        await ReadAsync("list a category, far page", [() => reader.SearchToolsAsync(new ToolQuery { Category = Category.Read, Offset = 2000, Limit = 20 }, default)]);
        await ReadAsync("list servers, page of 50 with counts", [() => reader.ListServersAsync(new ServerQuery(), default)]);
        await ReadAsync("count the catalog", [() => reader.CountAsync(default)]);
        await ReadAsync("tools of a server", servers.Take(100).Select<ServerUpdate, Func<Task>>(server => () => reader.ListToolsAsync(server.Key, false, default)));
    }

    private static Task StoreAllAsync(ICatalogWriter writer, IReadOnlyList<ServerUpdate> servers) =>
        Parallel.ForEachAsync(servers, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (server, token) => await writer.StoreAsync(server, token));

    /// <summary>The least that the same rows cost through the same library: no history asked, no queue, no preparation but the texts.</summary>
    /// <returns>By the clock, and of this process's processor time.</returns>
    public static async Task<(TimeSpan Clock, TimeSpan Processor)> BareAsync(IReadOnlyList<ServerUpdate> servers, string folder)
    {
        var path = Path.Combine(folder, "bare.db");
        File.Delete(path);
        await using (var made = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider())
        {
            await made.GetRequiredService<IStoreOpening>().OpenAsync(default);
        }

        var rows = servers.SelectMany(static server => server.Tools).Select(static tool => (
            tool.Definition.Tool,
            tool.Definition.Title,
            tool.Definition.Description,
            Body: ToolDefinitionJson.Write(tool.Definition with { Siblings = null }),
            Verdict: System.Text.Json.JsonSerializer.Serialize(tool.Classification, ToolDefinitionJson.Options))).ToList();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF");
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Run(connection, "BEGIN IMMEDIATE");
        using var tool = Prepare(connection, "INSERT INTO tools (id, server_id, name, first_seen) VALUES (?1, ?1, ?2, 0)", 2);
        using var definition = Prepare(connection, "INSERT INTO definition_spans (id, tool_id, body_id, valid_from) VALUES (?1, ?1, ?1, 0)", 1);
        using var body = Prepare(connection, "INSERT INTO definition_bodies (id, key, hash, body) VALUES (?1, randomblob(32), '', ?2)", 2);
        using var reading = Prepare(connection, "INSERT INTO readings (id, definition_id, body, valid_from) VALUES (?1, ?1, ?2, 0)", 2);
        using var verdict = Prepare(connection, "INSERT INTO classification_spans (id, definition_id, body_id, valid_from) VALUES (?1, ?1, ?1, 0)", 1);
        using var said = Prepare(connection, "INSERT INTO classification_bodies (id, key, category, risk, classifier, names_server, body) VALUES (?1, randomblob(32), 'Read', 'Low', '', 0, ?2)", 2);
        using var current = Prepare(connection, "INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, body_id, category, risk, review, offered) VALUES (?1, ?1, 'server ' || ?1, ?2, ?1, ?1, ?1, ?1, 'Read', 'Low', 0, 1)", 2);
        using var facet = Prepare(connection, "INSERT INTO current_facets (facet, tool_id) VALUES ('files', ?1)", 1);
        using var text = Prepare(connection, "INSERT INTO definition_texts (id, tool, name, title, description) VALUES (?1, ?2, ?2, ?3, ?4)", 4);
        using var index = Prepare(connection, "INSERT INTO tool_search (rowid, name, title, description) VALUES (?1, ?2, ?3, ?4)", 4);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Set(tool, i + 1, row.Tool);
            Set(body, i + 1, row.Body);
            Set(definition, i + 1);
            Set(reading, i + 1, row.Tool);
            Set(said, i + 1, row.Verdict);
            Set(verdict, i + 1);
            Set(current, i + 1, row.Tool);
            Set(facet, i + 1);
            Set(text, i + 1, row.Tool, row.Title, row.Description);
            Set(index, i + 1, row.Tool, row.Title, row.Description);
        }

        Run(connection, "COMMIT");
        return (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    private static async Task ReadAsync(string what, IEnumerable<Func<Task>> reads)
    {
        var all = reads.ToList();
        foreach (var read in all)
        {
            await read();
        }

        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            times.Add((await TimeAsync(all[i % all.Count])).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what}: median {times[100]:F1} ms, 95th {times[190]:F1} ms, most {times[^1]:F1} ms");
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = Prepare(connection, sql, 0);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= values; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
