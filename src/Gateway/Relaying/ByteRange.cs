using System.Runtime.InteropServices;

namespace Catalog.Gateway.Relaying;

/// <summary>A piece of a message, by position; a length of zero means that the piece is not there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(int Start, int Length)
{
    public bool IsPresent => Length > 0;

    public int End => Start + Length;

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes) => bytes.Slice(Start, Length);
}
