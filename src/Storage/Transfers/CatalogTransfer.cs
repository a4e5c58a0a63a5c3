using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Catalogs;
using Catalog.Core.Tools;

namespace Catalog.Storage.Transfers;

/// <summary>Moves a whole catalog, whatever keeps it.</summary>
internal sealed class CatalogTransfer(ITransferStore store) : ICatalogTransfer
{
    private const int Page = 500;
    private const int Together = 50;
    private const string Head = """{"kind":"catalog","format":1}""";
    private static readonly JsonSerializerOptions Options = new(ToolDefinitionJson.Options) { MaxDepth = 256 };

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Head;
        var after = "";
        while (await store.ReadAsync(reader => ServerPage.Read(reader, after), cancellationToken) is { Count: > 0 } servers)
        {
            foreach (var server in servers)
            {
                yield return $"{{\"kind\":\"server\",{JsonSerializer.Serialize(server, Options)[1..]}";
            }

            after = servers[^1].Key;
        }

        foreach (var rows in MovedRows.All)
        {
            await foreach (var line in ExportAsync(rows, cancellationToken))
            {
                yield return line;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<int> ImportAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (await store.ReadAsync(static reader => reader.Query("SELECT id FROM servers LIMIT 1", static row => row.GetInt64(0)), cancellationToken) is { Count: > 0 })
        {
            throw new StoreException($"`{store.Location}` holds servers already: a whole catalog is moved into a new one; name another with `--db`");
        }

        var (number, count) = (0, 0);
        var servers = new List<MovedServer>();
        var rows = new List<(MovedRows, object?[])>();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            number++;
            try
            {
                Take(line, number, servers, rows);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
            {
                throw new JsonException($"line {number} is no line of a whole catalog: {e.Message}", e);
            }

            if (servers.Count >= Together || rows.Count >= Page)
            {
                count += servers.Count;
                await FlushAsync();
            }
        }

        count += servers.Count;
        await FlushAsync();
        await store.EndAsync(cancellationToken);
        return count;

        async Task FlushAsync()
        {
            await store.AddAsync(servers, rows, cancellationToken);
            servers.Clear();
            rows.Clear();
        }
    }

    private async IAsyncEnumerable<string> ExportAsync(MovedRows rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isNumber = rows.Place.StartsWith('#');
        var place = rows.Columns.ToList().IndexOf(rows.Place);
        object after = isNumber ? long.MinValue : "";
        while (true)
        {
            var page = await store.ReadAsync(reader => reader.Query(rows.PageSql, row => rows.Columns.Select((column, i) => Value(row, column, i)).ToArray(), after, (long)Page), cancellationToken);
            foreach (var values in page)
            {
                var line = new JsonObject { ["kind"] = rows.Kind };
                foreach (var (column, value) in rows.Columns.Zip(values))
                {
                    line[MovedRows.NameOf(column)] = JsonValue.Create(value);
                }

                yield return line.ToJsonString(Options);
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1][place]!;
        }
    }

    private static object? Value(System.Data.Common.DbDataReader row, string column, int i) => row.IsDBNull(i) ? null
        : column[0] == '#' ? row.GetInt64(i)
        : column[0] == '?' ? row.GetBoolean(i)
        : row.String(i);

    private static void Take(string line, int number, List<MovedServer> servers, List<(MovedRows, object?[])> rows)
    {
        using var parsed = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
        var kind = parsed.RootElement.GetProperty("kind").GetString();
        if (number == 1 ? kind != "catalog" || parsed.RootElement.GetProperty("format").GetInt32() != 1 : kind == "catalog")
        {
            throw new JsonException("a whole catalog begins with its format, which is 1");
        }

        if (kind == "server")
        {
            servers.Add(parsed.RootElement.Deserialize<MovedServer>(Options)!);
        }
        else if (kind != "catalog")
        {
            var moved = MovedRows.All.FirstOrDefault(moved => moved.Kind == kind) ?? throw new JsonException($"`{kind}` is no kind of line that is known");
            rows.Add((moved, [.. moved.Columns.Select(column => Value(parsed.RootElement, column))]));
        }
    }

    private static object? Value(JsonElement line, string column)
    {
        // What an older version did not know is not there; the store refuses a row that cannot be without it.
        return !line.TryGetProperty(MovedRows.NameOf(column), out var value) || value.ValueKind == JsonValueKind.Null ? null
            : column[0] == '#' ? value.GetInt64()
            : column[0] == '?' ? value.GetBoolean()
            : value.GetString();
    }
}
