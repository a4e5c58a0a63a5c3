namespace Catalog.Gateway.Upstreams.Http;

/// <summary>How the end of a body is known.</summary>
internal enum BodyFraming
{
    /// <summary>It was read to its end, or there is none.</summary>
    Ended,

    /// <summary>By its length.</summary>
    Length,

    /// <summary>By a chunk of no length.</summary>
    Chunks,

    /// <summary>By the end of the connection.</summary>
    UntilClose,
}
