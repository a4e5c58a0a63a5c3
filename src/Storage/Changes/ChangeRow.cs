using Catalog.Core.Changes;

namespace Catalog.Storage.Changes;

/// <summary>A change on its way into the store.</summary>
/// <param name="Tool">The tool; null for the server.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Marked">Whether a person should look.</param>
/// <param name="Body">What it consists of, as stored.</param>
internal sealed record ChangeRow(string? Tool, ChangeKind Kind, bool Marked, string Body);
