using Catalog.Core.Caching;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Suspicions;

/// <summary>Looks through every string of a definition for poisoned text. Any thread; never throws on odd definitions.</summary>
public interface ISuspectScan
{
    /// <summary>What is found in a definition alone, the weightiest first; at most fifty.</summary>
    IReadOnlyList<SuspectText> Scan(ToolDefinition tool);

    /// <summary>Names of other tools that a definition steers, by which <see cref="SuspectKind.Shadowing"/> is suspected: only where a tool of another server bears the name it is one.</summary>
    IReadOnlyList<SteeredTool> FindSteered(ToolDefinition tool);

    /// <summary>The same, for whoever has the definition's key already.</summary>
    IReadOnlyList<SteeredTool> FindSteered(ToolDefinition tool, ContentKey key) => FindSteered(tool);
}
