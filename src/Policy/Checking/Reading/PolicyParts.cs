using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>A document as it was read: as written, and its rules compiled.</summary>
/// <param name="File">The document as written.</param>
/// <param name="AllTools">The rules of all tools; null for none.</param>
/// <param name="Entries">The entries of <c>tools</c>.</param>
/// <param name="Resources">The entries of <c>resources</c>; null without the section.</param>
/// <param name="Prompts">The entries of <c>prompts</c>; null without the section.</param>
/// <param name="ServerRequests">The entries of <c>server_requests</c>; null without the section.</param>
internal sealed record PolicyParts(
    PolicyFile File,
    CompiledEntry? AllTools,
    IReadOnlyList<CompiledEntry> Entries,
    IReadOnlyList<CompiledEntry>? Resources,
    IReadOnlyList<CompiledEntry>? Prompts,
    IReadOnlyList<CompiledEntry>? ServerRequests);
