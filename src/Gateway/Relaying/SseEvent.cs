using System.Runtime.InteropServices;

namespace Catalog.Gateway.Relaying;

/// <summary>One block of an event stream.</summary>
/// <param name="Raw">The block as it came, its empty line included.</param>
/// <param name="Data">Its data lines joined by LF; null for comments and blocks without data.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SseEvent(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte>? Data);
