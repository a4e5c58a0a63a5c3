using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Core.Classifications;

/// <summary>Says what a call of a tool can do, from its definition alone. Pure: the same definition gives the same answer, on any thread, in any order.</summary>
public interface IToolClassifier
{
    /// <summary>Raised when the same definition can give another answer.</summary>
    string Version { get; }

    /// <summary>Classifies one tool. Never throws on odd definitions: what says nothing is <see cref="Category.Unknown"/>.</summary>
    Classification Classify(ToolDefinition tool);

    /// <summary>The same, for whoever has the definition's key already.</summary>
    /// <param name="tool">The definition.</param>
    /// <param name="key">What tells it from every other that could be judged otherwise.</param>
    /// <param name="isShared">True where the same is said of every definition of that key, but for their <see cref="Classification.Id"/> and <see cref="Classification.Server"/>; false where nobody says so.</param>
    Classification Classify(ToolDefinition tool, ContentKey key, out bool isShared)
    {
        isShared = false;
        return Classify(tool);
    }
}
