using Catalog.Core.Classifications;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Answers of language models, beside the catalog.</summary>
internal sealed class PostgresOpinionCache(PostgresDatabase database) : IOpinionCache
{
    private const int LongestAnswer = 8_192;

    /// <inheritdoc/>
    public Task<string?> FindOrNullAsync(string key, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync("SELECT answer FROM second_opinions WHERE key = $1", static row => row.String(0), key),
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
            session => session.ExecuteAsync("INSERT INTO second_opinions (key, answer) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET answer = excluded.answer", key, answer),
            cancellationToken);
    }
}
