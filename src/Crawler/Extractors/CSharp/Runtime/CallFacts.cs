using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>One call with its arguments evaluated.</summary>
internal sealed class CallFacts
{
    /// <summary>The method's name as written; empty where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called on; null where nothing is written in front of it.</summary>
    public Value? Target { get; init; }

    /// <summary>Arguments by position.</summary>
    public required IReadOnlyList<Value> Arguments { get; init; }

    /// <summary>Arguments by name.</summary>
    public required IReadOnlyDictionary<string, Value> Named { get; init; }

    /// <summary>Type arguments as written.</summary>
    public required IReadOnlyList<Value> Types { get; init; }

    public required FactNode Node { get; init; }

    public required Place Place { get; init; }

    /// <summary>The simple name of the type that it is called on; null where that is no type.</summary>
    public string? Owner => (Target as TypeReference)?.Name ?? (Target as UnknownValue)?.LastName;

    /// <summary>Every argument, those by position first.</summary>
    public IEnumerable<Value> Every => Arguments.Concat(Named.Values);

    /// <summary>An argument by position or name; null where it is not given.</summary>
    public Value? Argument(int index, string name) => Named.GetValueOrDefault(name) ?? (index < Arguments.Count ? Arguments[index] : null);
}
