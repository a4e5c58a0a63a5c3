using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>A generic function or type of a dependency with its type arguments.</summary>
/// <param name="origin">The function or type.</param>
/// <param name="arguments">What it is made with, one or more.</param>
internal sealed class GoInstantiation(UnknownValue origin, IReadOnlyList<GoType> arguments) : Value
{
    public UnknownValue Origin { get; } = origin;

    public IReadOnlyList<GoType> Arguments { get; } = arguments;

    public override bool? Truth => true;
}
