namespace Catalog.Gateway.Upstreams.Http;

/// <summary>What came of reading a head.</summary>
internal enum HeadOutcome
{
    /// <summary>The head is not there whole.</summary>
    NeedsMore,

    /// <summary>It was read.</summary>
    Read,

    /// <summary>It is not what RFC 9112 has, or two readers could take it for two things: the connection is of no more use.</summary>
    Refused,
}
