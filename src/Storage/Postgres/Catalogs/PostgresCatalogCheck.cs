using System.Globalization;
using Catalog.Core.Catalogs;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Looks whether the rows fit together, all of them as of one moment.</summary>
internal sealed class PostgresCatalogCheck(PostgresDatabase database) : ICatalogCheck
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken) => database.ReadTogetherAsync<IReadOnlyList<string>>(
        static async session =>
        {
            var found = new List<string>();
            foreach (var (sentence, rows) in RowChecks.OfEvery.Concat(RowChecks.OfPostgres))
            {
                if (await session.NumberAsync($"SELECT count(*) FROM {rows}") is > 0 and var count)
                {
                    found.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {sentence}"));
                }
            }

            return found;
        },
        cancellationToken);
}
