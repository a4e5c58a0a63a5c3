using Catalog.Core.Tools;

namespace Catalog.Classifier.Explanations;

/// <summary>Classifies one tool and shows how: what every signal answered. For people; slower to read than to make. Any thread.</summary>
public interface IToolExplainer
{
    /// <summary>Explains one tool. Never throws on odd definitions.</summary>
    ToolExplanation Explain(ToolDefinition tool);
}
