using System.Text.Json;
using Catalog.Storage.Postgres;
using Catalog.Storage.Postgres.Words;

namespace Catalog.Storage.Tests.Postgres;

/// <summary>Words as they are searched: what this program writes is what the server would have made of the same text, so that rows of either are found.</summary>
public sealed class PostgresWordsTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    private sealed record StemCases(IReadOnlyList<string> Words, IReadOnlyList<string> Bases, IReadOnlyList<string> Endings);

    [Fact]
    public async Task Stem_ManyWords_IsTheServers()
    {
        var cases = JsonSerializer.Deserialize<StemCases>(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Postgres", "Cases", "stems.json"), default), Strict)!;
        string[] words = [.. cases.Words, .. cases.Bases.SelectMany(start => cases.Endings.Select(ending => start + ending))];

        var theirs = await AskAsync(session => session.QueryAsync("SELECT (ts_lexize('catalog.stem', w))[1] FROM unnest($1) WITH ORDINALITY AS u (w, place) ORDER BY place", static row => row.GetString(0), [words]));

        Assert.Equal(words.Zip(theirs), words.Zip(words.Select(static word => EnglishStem.Of(word))));
    }

    [Fact]
    public async Task Vector_OfFourTexts_IsTheServers()
    {
        string?[] texts = ["readTextFiles read text files", null, "github acme notes 42 Ünïcode", $"Reads the files, twice reads; v2 of 3.14 — {string.Join(' ', Enumerable.Repeat("again", 400))} end"];
        var plain = texts.Select(PostgresWords.Of).ToArray();

        var theirs = await AskAsync(session => session.FirstAsync(
            "SELECT (setweight(to_tsvector('catalog.words', $1), 'A') || setweight(to_tsvector('catalog.words', $2), 'B') || setweight(to_tsvector('catalog.words', $3), 'C') || setweight(to_tsvector('catalog.words', $4), 'D'))::text",
            static row => row.GetString(0),
            [.. plain]));
        var ours = await AskAsync(async session =>
        {
            var table = new PostgresTable("tool_texts", ("tool_id", NpgsqlTypes.NpgsqlDbType.Bigint), ("words", NpgsqlTypes.NpgsqlDbType.TsVector));
            table.Add(1L, WordVector.Write(PostgresWords.Stems(texts[0]), PostgresWords.Stems(texts[1]), PostgresWords.Stems(texts[2]), PostgresWords.Stems(texts[3])));
            await using var batch = session.Batch();
            await table.FillAsync(session, batch);
            return await session.FirstAsync("SELECT words::text FROM tool_texts", static row => row.GetString(0));
        });

        Assert.Equal(theirs, ours);
    }

    [Fact]
    public async Task Vector_OfMoreWordsThanItHolds_IsTaken()
    {
        var words = Enumerable.Range(0, 20_000).Select(static number => $"w{number}").ToList();

        var count = await AskAsync(async session =>
        {
            var table = new PostgresTable("tool_texts", ("tool_id", NpgsqlTypes.NpgsqlDbType.Bigint), ("words", NpgsqlTypes.NpgsqlDbType.TsVector));
            table.Add(1L, WordVector.Write([], [], words, words));
            await using var batch = session.Batch();
            await table.FillAsync(session, batch);
            return await session.NumberAsync("SELECT length(words)::bigint FROM tool_texts");
        });

        Assert.Equal(16_383, count);
    }

    private static async Task<T> AskAsync<T>(Func<PostgresSession, Task<T>> ask)
    {
        var server = await PostgresServer.RequireAsync();
        var location = await server.CreateDatabaseAsync();
        try
        {
            await using var database = new PostgresDatabase(PostgresAddress.Parse(location), PostgresSchema.OfCatalog);
            return await database.WriteAsync(ask, default);
        }
        finally
        {
            await server.ReturnAsync(location);
        }
    }
}
