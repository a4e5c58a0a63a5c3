namespace Catalog.Gateway.Upstreams.Http;

/// <summary>The head of one answer, as far as the gateway reads it.</summary>
internal sealed class ResponseHead
{
    /// <summary>The status, 100 to 599.</summary>
    public int Status { get; set; }

    /// <summary>Whether the peer speaks HTTP/1.0, whose connections are not used again.</summary>
    public bool IsOld { get; set; }

    /// <summary>Bytes of the body; null where the head does not say.</summary>
    public long? Length { get; set; }

    public bool IsChunked { get; set; }

    /// <summary>Whether the peer closes the connection behind this answer.</summary>
    public bool Closes { get; set; }

    public string? ContentType { get; set; }

    public string? Session { get; set; }

    public string? CacheControl { get; set; }

    public string? Buffering { get; set; }

    public string? Allow { get; set; }

    public string? RetryAfter { get; set; }

    /// <summary>Whether a body follows at all.</summary>
    public bool HasBody => Status is not (204 or 304) && Length != 0;

    public void Reset()
    {
        (Status, IsOld, Length, IsChunked, Closes) = (0, false, null, false, false);
        (ContentType, Session, CacheControl, Buffering, Allow, RetryAfter) = (null, null, null, null, null, null);
    }
}
