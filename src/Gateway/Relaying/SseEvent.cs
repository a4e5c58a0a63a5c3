using System.Runtime.InteropServices;

namespace Catalog.Gateway.Relaying;

/// <summary>One block of an event stream.</summary>
/// <param name="Raw">The block as it came, its empty line included; of one that was too long its id alone, or nothing.</param>
/// <param name="Data">Its data lines joined by LF; null for comments and blocks without data.</param>
/// <param name="TooLong">What is known of a block that was too long; null for any other.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SseEvent(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte>? Data, LongEvent? TooLong = null);
