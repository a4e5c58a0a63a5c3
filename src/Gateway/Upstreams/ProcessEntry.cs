namespace Catalog.Gateway.Upstreams;

/// <summary>A process of this machine, as it was at one moment.</summary>
/// <param name="Id">Its number, which may become another's when it has ended.</param>
/// <param name="Parent">The number of the process that would hear of its end.</param>
/// <param name="Group">The number of its process group.</param>
/// <param name="HasEnded">Whether it has ended, and only waits for its parent to hear of it.</param>
/// <param name="Started">When it started, in ticks since the machine did; with the number it tells one process from all others.</param>
internal readonly record struct ProcessEntry(int Id, int Parent, int Group, bool HasEnded, long Started);
