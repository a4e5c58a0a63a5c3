using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A class of the source.</summary>
internal sealed class ClassValue(FactNode node, Scope scope) : Value
{
    public FactNode Node { get; } = node;

    public Scope Scope { get; } = scope;

    public string? Name { get; set; } = node.Text;

    /// <summary>What it extends: a <see cref="ClassValue"/>, or something unknown; null where it extends nothing.</summary>
    public Value? Base { get; init; }

    /// <summary>Members of the class itself.</summary>
    public RecordValue Statics { get; } = new();

    /// <summary>Methods of its instances by name: <see cref="FactKind.Method"/>, or <see cref="FactKind.Function"/>.</summary>
    public Dictionary<string, FactNode> Methods { get; } = new(StringComparer.Ordinal);

    /// <summary>Getters of its instances by name.</summary>
    public Dictionary<string, FactNode> Getters { get; } = new(StringComparer.Ordinal);

    /// <summary>What it gives when it is gone through, as an enumeration of Python does; null where that is not possible.</summary>
    public ListValue? Members { get; set; }

    public override bool? Truth => true;

    /// <summary>This class and those it extends, nearest first, as far as they are known.</summary>
    public IEnumerable<ClassValue> Chain()
    {
        var depth = 0;
        for (var c = this; c is not null && depth++ < 32; c = c.Base?.Primary as ClassValue)
        {
            yield return c;
        }
    }
}
