namespace Catalog.Core.Catalogs;

/// <summary>What an update did, counted in tools.</summary>
/// <param name="IsNewServer">True where the server was not stored before.</param>
/// <param name="Added">Tools that were not there before.</param>
/// <param name="Changed">Tools whose definition differs.</param>
/// <param name="Reclassified">Tools whose definition is the same and whose classification differs.</param>
/// <param name="Removed">Tools that are no longer there.</param>
/// <param name="Unchanged">Tools as they were.</param>
public sealed record UpdateOutcome(bool IsNewServer, int Added, int Changed, int Reclassified, int Removed, int Unchanged)
{
    /// <summary>Changes at which a person should look.</summary>
    public int Marked { get; init; }
}
