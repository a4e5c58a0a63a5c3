using System.Runtime.InteropServices;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Something that a request under way to a server hears: a message before the answer, or the answer, or why there will be none; nothing of these where the server asks for something.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Told(ReadOnlyMemory<byte> Message, UpstreamMessage? Answer, string? Failure)
{
    /// <summary>Whether there will be none because no byte of the request was sent.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Whether the server asked for something.</summary>
    public bool IsQuestion => Answer is null && Failure is null && Message.IsEmpty;
}
