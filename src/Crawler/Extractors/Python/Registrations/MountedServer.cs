namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>A server within another one.</summary>
/// <param name="Server">The inner one.</param>
/// <param name="Prefix">What its tools' names start with, <c>_</c> left out; empty for none; null where it is not constant, so that no name is known.</param>
/// <param name="Condition">Under which condition; null where always.</param>
internal sealed record MountedServer(ServerValue Server, string? Prefix, string? Condition);
