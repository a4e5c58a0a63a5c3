namespace Catalog.Core.Catalogs;

/// <summary>One store, before it is used. A host opens every registered one at its start, so that a store that cannot be used stops the start and not the first request.</summary>
public interface IStoreOpening
{
    /// <summary>What it holds, for people: <c>catalog</c> or <c>gateway</c>.</summary>
    string Name { get; }

    /// <summary>The file, as a full path, or the address without its password.</summary>
    string Location { get; }

    /// <summary>Creates the folder and the file where they are missing, brings the schema up to this version and checks that the store can be used. Repeats are cheap and change nothing; a failed one may be repeated.</summary>
    /// <exception cref="StoreException">It cannot be used; the message says why and what to do. A store of a newer version is left as it was.</exception>
    Task<StoreState> OpenAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="OpenAsync"/>, for those who only look: where nobody made the store yet, nothing is made.</summary>
    /// <returns>The store; null where there is none yet.</returns>
    /// <exception cref="StoreException">It cannot be used, or asked whether it is there.</exception>
    Task<StoreState?> OpenExistingOrNullAsync(CancellationToken cancellationToken);

    /// <summary>Writes a copy of the store as it stands at one moment, while others go on reading and writing.</summary>
    /// <param name="file">A file that does not exist yet; it appears whole or not at all.</param>
    /// <param name="cancellationToken">Stops before the copy is begun.</param>
    /// <exception cref="StoreException">The file exists, the copy could not be written, or the store is copied by another program; the message names it.</exception>
    Task BackupAsync(string file, CancellationToken cancellationToken);
}
