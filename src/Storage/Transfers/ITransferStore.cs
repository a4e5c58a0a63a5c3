namespace Catalog.Storage.Transfers;

/// <summary>What a transfer asks of a store. Statements are the same for all of them; parameters are <c>$1</c>, <c>$2</c> …</summary>
internal interface ITransferStore
{
    /// <summary>The store, for people.</summary>
    string Location { get; }

    /// <summary>Reads with several statements that see one moment.</summary>
    Task<T> ReadAsync<T>(Func<ITransferReader, T> read, CancellationToken cancellationToken);

    /// <summary>Stores servers and other rows, all or none.</summary>
    Task AddAsync(IReadOnlyList<MovedServer> servers, IReadOnlyList<(MovedRows Rows, object?[] Values)> rows, CancellationToken cancellationToken);

    /// <summary>To be called when all is stored, so that what is added later has higher numbers.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
