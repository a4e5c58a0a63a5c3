namespace Catalog.Core.Catalogs;

/// <summary>A store that is open.</summary>
/// <param name="Location">The file, as a full path, or the address without its password.</param>
/// <param name="FoundVersion">The schema's number before it was opened; 0 where there was no store.</param>
/// <param name="Version">The schema's number now.</param>
/// <param name="Bytes">The size of the store on disk with its journal or its indexes, in bytes.</param>
/// <param name="Engine">The name and version of what keeps it, for example <c>SQLite 3.40.1</c>.</param>
public sealed record StoreState(string Location, int FoundVersion, int Version, long Bytes, string Engine);
