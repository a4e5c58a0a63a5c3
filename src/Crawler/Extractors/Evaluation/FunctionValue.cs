using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A function of the source with what it closes over.</summary>
internal sealed class FunctionValue(FactNode node, Scope scope) : Value
{
    private RecordValue? _members;

    public FactNode Node { get; } = node;

    public Scope Scope { get; } = scope;

    /// <summary>What it is bound to; null where the call decides.</summary>
    public Value? This { get; init; }

    /// <summary>The class that it is a method of; null for plain functions.</summary>
    public ClassValue? Home { get; init; }

    /// <summary>Members that the source hangs on the function itself.</summary>
    public RecordValue Members => _members ??= new RecordValue();

    /// <summary>True where <see cref="Members"/> holds something.</summary>
    public bool HasMembers => _members is not null;

    public override bool? Truth => true;
}
