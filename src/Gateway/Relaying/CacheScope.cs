namespace Catalog.Gateway.Relaying;

/// <summary>For whom an answer may be kept on its way (<c>result.cacheScope</c>, from 2026-07-28 on).</summary>
internal static class CacheScope
{
    /// <summary>For the caller who asked, and nobody else.</summary>
    public static ReadOnlyMemory<byte> OfOneCaller { get; } = "\"private\""u8.ToArray();

    /// <summary>The answer kept for its caller alone; the same bytes where it says so already, or says nothing, as the older protocol does.</summary>
    public static ReadOnlyMemory<byte> Private(UpstreamMessage answer) =>
        !answer.CacheScope.IsPresent || answer.CacheScope.Of(answer.Bytes).Span.SequenceEqual(OfOneCaller.Span) ? answer.Bytes : Splice.Replace(answer.Bytes, (answer.CacheScope, OfOneCaller));
}
