using Catalog.Core.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>What a snapshot's row says besides its moments: where any of it differs there is a new row.</summary>
internal static class ServerTexts
{
    /// <summary>The columns, of <c>snapshots n</c>.</summary>
    public const string Columns = "n.title, n.description, n.repository, n.homepage, n.license, n.notice, n.source, n.version, n.git_commit, n.content_hash, n.etag, n.origin";

    /// <summary>The values in the order of the columns.</summary>
    public static string?[] Of(ServerUpdate update) =>
    [
        update.Title, update.Description, update.Repository, update.Homepage, update.License, update.Notice,
        update.Snapshot.Source, update.Snapshot.Version, update.Snapshot.Commit, update.Snapshot.ContentHash, update.Snapshot.ETag, update.Snapshot.Origin.ToString(),
    ];

    /// <summary>Whether stored values are these.</summary>
    public static bool AreEqual(IReadOnlyList<string?> stored, ServerUpdate update) =>
        stored.SequenceEqual(Of(update).Select(static text => text is null ? null : PostgresText.FromStored(PostgresText.ToStored(text))), StringComparer.Ordinal);
}
