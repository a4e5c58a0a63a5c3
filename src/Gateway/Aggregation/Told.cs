using System.Runtime.InteropServices;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Something that a request under way to a server hears: a message before the answer, or the answer, or why there will be none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Told(ReadOnlyMemory<byte> Message, UpstreamMessage? Answer, string? Failure)
{
    /// <summary>Whether nothing follows.</summary>
    public bool IsLast => Answer is not null || Failure is not null;
}
