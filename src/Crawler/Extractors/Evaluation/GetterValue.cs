namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A member that is computed when it is read.</summary>
internal sealed class GetterValue(Value function) : Value
{
    /// <summary>What gives the value.</summary>
    public Value Function { get; } = function;

    public override bool? Truth => null;
}
