using System.Globalization;
using Catalog.Core.Catalogs;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Looks whether the rows fit together, each kind by itself: a reader that held all of the file as of one moment would keep the writer from tidying up for minutes.</summary>
internal sealed class SqliteCatalogCheck(SqliteDatabase database) : ICatalogCheck
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var (sentence, rows) in RowChecks.OfEvery.Concat(RowChecks.OfSqlite))
        {
            if (await database.ReadAsync(session => session.Number($"SELECT count(*) FROM {rows}"), cancellationToken) is > 0 and var count)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {sentence}"));
            }
        }

        return found;
    }
}
