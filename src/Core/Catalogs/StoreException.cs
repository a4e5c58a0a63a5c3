namespace Catalog.Core.Catalogs;

/// <summary>A store cannot be used: missing or too old library, a database of a newer version, a full disk, a damaged file. The message says what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Made without a message only by serialisers.</summary>
    public StoreException()
    {
    }

    /// <summary>With one sentence that says what is wrong and what to do.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>With one sentence that says what is wrong and what to do, and what the library reported.</summary>
    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
