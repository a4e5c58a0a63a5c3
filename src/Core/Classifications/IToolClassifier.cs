using Catalog.Core.Tools;

namespace Catalog.Core.Classifications;

/// <summary>Says what a call of a tool can do, from its definition alone. Pure: the same definition gives the same answer, on any thread, in any order.</summary>
public interface IToolClassifier
{
    /// <summary>Raised when the same definition can give another answer.</summary>
    string Version { get; }

    /// <summary>Classifies one tool. Never throws on odd definitions: what says nothing is <see cref="Category.Unknown"/>.</summary>
    Classification Classify(ToolDefinition tool);
}
