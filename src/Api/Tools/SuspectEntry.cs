using Catalog.Core.Suspicions;

namespace Catalog.Api.Tools;

/// <summary>Poisoned text in its place.</summary>
/// <param name="Text">What was found.</param>
/// <param name="Field">The string with the words told apart.</param>
internal sealed record SuspectEntry(SuspectText Text, EvidenceField Field);
