using Catalog.Core.Tools;

namespace Catalog.Core.Classifications;

/// <summary>Asks for a second opinion on tools. Off unless somebody configures one. Any thread.</summary>
public interface ISecondOpinion
{
    /// <summary>
    /// The classification with a second opinion beside it, and <see cref="Classification.Review"/> set where the two differ; the classification as it was where the tool is not among those that are asked about or was reviewed by hand, the budget is spent, or no valid answer came.
    /// </summary>
    /// <param name="tool">The definition.</param>
    /// <param name="classification">The embedded verdict on it.</param>
    /// <param name="cancellationToken">Ends the wait for the model; then it throws.</param>
    Task<Classification> ReviewAsync(ToolDefinition tool, Classification classification, CancellationToken cancellationToken);
}
