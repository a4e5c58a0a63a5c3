using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions;

/// <summary>A name that a definition steers, and what to store of it where a tool of another server is called so.</summary>
/// <param name="Name">The name as the text has it.</param>
/// <param name="Text">The finding.</param>
public sealed record SteeredTool(string Name, SuspectText Text);
