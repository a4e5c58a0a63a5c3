using System.ComponentModel.DataAnnotations;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The changes in PostgreSQL.</summary>
internal sealed class PostgresChangeLog(PostgresDatabase database) : IChangeLog
{
    /// <inheritdoc/>
    public Task<ResultPage<CatalogChange>> ListAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        var selection = new ChangeSelection(query, '$');
        return database.ReadTogetherAsync(
            async session => new ResultPage<CatalogChange>(
                await session.QueryAsync(selection.PageSql, ChangeRows.Read, selection.PageValues),
                (await CountAsync(session, selection)).Sum(static count => count.Total)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChangeCount>> CountAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(session => CountAsync(session, new ChangeSelection(query, '$')), cancellationToken);
    }

    private static async Task<IReadOnlyList<ChangeCount>> CountAsync(PostgresSession session, ChangeSelection selection) => ChangeSelection.Sum(await session.QueryAsync(
        selection.CountSql,
        static row => (row.Member<ChangeKind>(0), row.GetBoolean(1), row.GetInt64(2)),
        selection.Values));
}
