using System.Runtime.InteropServices;
using Catalog.Gateway.Upstreams.Http;

namespace Catalog.Gateway.Upstreams;

/// <summary>The head of an upstream's answer, or why there is none.</summary>
/// <param name="Response">To be disposed by the receiver; null exactly where there is a failure.</param>
/// <param name="Failure">One sentence for the caller.</param>
/// <param name="Sent">False where no byte of the request was sent.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UpstreamReply(UpstreamResponse? Response, string? Failure, bool Sent);
