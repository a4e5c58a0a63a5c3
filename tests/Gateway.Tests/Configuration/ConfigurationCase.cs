namespace Catalog.Gateway.Tests.Configuration;

/// <summary>A file with errors.</summary>
/// <param name="Note">What it is about.</param>
/// <param name="Yaml">Its lines.</param>
/// <param name="Variables">The environment; null for none.</param>
/// <param name="Problems">How each problem begins: line, column and message, in their order.</param>
internal sealed record ConfigurationCase(string Note, IReadOnlyList<string> Yaml, IReadOnlyDictionary<string, string>? Variables, IReadOnlyList<string> Problems);
