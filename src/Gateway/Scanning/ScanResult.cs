namespace Catalog.Gateway.Scanning;

/// <summary>What came of looking at an answer.</summary>
/// <param name="Bytes">The answer, redacted where that is asked.</param>
/// <param name="Found">Name to how often, in the order of names.</param>
/// <param name="Blocking">The name of what withholds the answer; null where nothing does.</param>
internal sealed record ScanResult(ReadOnlyMemory<byte> Bytes, IReadOnlyDictionary<string, int> Found, string? Blocking);
