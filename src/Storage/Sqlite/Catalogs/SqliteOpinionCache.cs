using Catalog.Core.Classifications;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Answers of language models, in the catalog's file.</summary>
internal sealed class SqliteOpinionCache(SqliteDatabase database) : IOpinionCache
{
    private const int LongestAnswer = 8_192;

    /// <inheritdoc/>
    public Task<string?> FindOrNullAsync(string key, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query("SELECT answer FROM second_opinions WHERE key = ?1", static row => row.GetString(0), key).FirstOrDefault(),
        cancellationToken);

    /// <inheritdoc/>
    public Task StoreAsync(string key, string answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Length > LongestAnswer)
        {
            throw new ArgumentOutOfRangeException(nameof(answer), $"an answer has at most {LongestAnswer} characters");
        }

        return database.WriteAsync(
            session => session.Execute("INSERT INTO second_opinions (key, answer) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET answer = excluded.answer", key, answer),
            cancellationToken);
    }
}
