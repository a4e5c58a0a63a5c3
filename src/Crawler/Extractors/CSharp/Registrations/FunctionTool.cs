using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>A function that was made ready to be a tool (<c>AIFunctionFactory.Create</c>) and is one once it is registered.</summary>
internal sealed class FunctionTool(DelegateValue function, Value? name, Value? description) : Value
{
    public DelegateValue Function { get; } = function;

    /// <summary>The name given; null: the function's own.</summary>
    public Value? Name { get; } = name;

    /// <summary>The description given; null: the function's own.</summary>
    public Value? Description { get; } = description;

    public override bool? Truth => true;
}
