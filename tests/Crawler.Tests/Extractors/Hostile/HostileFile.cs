namespace Catalog.Crawler.Tests.Extractors.Hostile;

/// <summary>One hostile file.</summary>
/// <param name="Kind">What it tries.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsReadable">True where a program of its language still runs it, so that the sound part must be found.</param>
internal sealed record HostileFile(string Kind, byte[] Content, bool IsReadable = false);
